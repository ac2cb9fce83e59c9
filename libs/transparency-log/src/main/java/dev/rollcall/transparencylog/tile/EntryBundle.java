package dev.rollcall.transparencylog.tile;

import static dev.rollcall.transparencylog.LogLimits.ENTRY_BYTES_MAX;
import static dev.rollcall.transparencylog.LogRefusal.Reason.MALFORMED_TILE;
import static dev.rollcall.transparencylog.LogRefusal.Reason.TOO_LARGE;
import static dev.rollcall.transparencylog.LogRefusal.require;

import dev.rollcall.transparencylog.LogRefusal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Entries as they are served: C2SP tlog-tiles, Log entries. Each stands behind its length, a big-endian uint16. */
public final class EntryBundle {
    private EntryBundle() {}

    /** @throws LogRefusal TOO_LARGE when an entry, or the bundle, is */
    public static byte[] encode(List<byte[]> entries) {
        require(entries.size() <= Tile.WIDTH, TOO_LARGE, "A bundle has at most 256 entries.");
        int length = 0;
        for (byte[] entry : entries) {
            require(entry.length <= ENTRY_BYTES_MAX, TOO_LARGE, "An entry has at most 65,535 bytes.");
            length += Short.BYTES + entry.length;
        }
        ByteBuffer bundle = ByteBuffer.allocate(length);
        entries.forEach(entry -> bundle.putShort((short) entry.length).put(entry));
        return bundle.array();
    }

    /** @throws LogRefusal MALFORMED_TILE unless there are exactly the entries of that tile */
    public static List<byte[]> decode(Tile tile, byte[] bundle) {
        List<byte[]> entries = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(bundle);
        while (rest.hasRemaining()) {
            require(entries.size() < tile.width(), MALFORMED_TILE, "The bundle has too many entries.");
            int length = rest.remaining() < Short.BYTES ? Integer.MAX_VALUE : Short.toUnsignedInt(rest.getShort());
            require(length <= rest.remaining(), MALFORMED_TILE, "The bundle ends within an entry.");
            byte[] entry = new byte[length];
            rest.get(entry);
            entries.add(entry);
        }
        require(entries.size() == tile.width(), MALFORMED_TILE, "The bundle has too few entries.");
        return entries;
    }
}
