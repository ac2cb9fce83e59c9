package dev.rollcall.kit.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Which addresses are the world's, and which are somebody's own network. */
final class PublicAddressRules {
    private PublicAddressRules() {}

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean embedsIpv4 = address instanceof Inet6Address // NAT64 and 6to4 lead to whatever they embed
                && ((bytes[0] == 0 && bytes[1] == 0x64) || (bytes[0] == 0x20 && bytes[1] == 0x02) || bytes[0] == 0);
        boolean reserved = bytes.length == 4 && (bytes[0] == 0 || (bytes[0] & 0xf0) == 0xf0);
        return !(address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || isPrivate(address)
                || embedsIpv4
                || reserved);
    }

    /** An organization's own network. Link-local is none: a cloud's metadata service answers there. */
    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = address instanceof Inet6Address && (bytes[0] & 0xfe) == 0xfc; // RFC 4193
        boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64; // RFC 6598
        return address.isSiteLocalAddress() || uniqueLocal || shared;
    }
}
