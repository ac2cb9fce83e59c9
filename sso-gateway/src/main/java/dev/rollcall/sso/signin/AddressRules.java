package dev.rollcall.sso.signin;

/** Which addresses count as one guesser. */
final class AddressRules {
    private AddressRules() {}

    /** An IPv6 subscriber owns a /64 at least, and could otherwise try from a new address each time; IPv4 stays as it is. */
    static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        String[] groups = expanded(address).split(":", -1);
        return groups.length < 4 ? address : String.join(":", groups[0], groups[1], groups[2], groups[3]) + "::/64";
    }

    private static String expanded(String address) {
        int gap = address.indexOf("::");
        if (gap < 0) {
            return address;
        }
        String head = address.substring(0, gap);
        String tail = address.substring(gap + 2);
        int missing = Math.max(1, 8 - groups(head) - groups(tail));
        return (head.isEmpty() ? "" : head + ":") + "0:".repeat(missing) + tail;
    }

    private static int groups(String part) {
        return part.isEmpty() ? 0 : part.split(":", -1).length;
    }
}
