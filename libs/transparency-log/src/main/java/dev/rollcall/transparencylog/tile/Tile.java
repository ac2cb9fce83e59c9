package dev.rollcall.transparencylog.tile;

import static dev.rollcall.transparencylog.LogRefusal.Reason.MALFORMED_TILE;
import static dev.rollcall.transparencylog.LogRefusal.Reason.OUT_OF_RANGE;
import static dev.rollcall.transparencylog.LogRefusal.require;

import dev.rollcall.transparencylog.LogRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a tile or of an entry bundle: C2SP tlog-tiles, Merkle Tree and Log entries.
 *
 * @param level 0 for leaf hashes; {@link #ENTRIES} for the bundle of the entries themselves
 * @param index the number within its level, from 0
 * @param width how many hashes or entries; less than {@link #WIDTH} at the right edge only
 */
public record Tile(int level, long index, int width) {
    /** Hashes of a full tile. */
    public static final int WIDTH = 256;
    /** Levels of the tree in one of tiles: 2^8 is the width. */
    public static final int HEIGHT = 8;
    /** The level that is not of hashes but of entries. */
    public static final int ENTRIES = -1;

    private static final int LEVEL_MAX = 63;
    private static final int LEVEL_OF_LONG_MAX = 7; // 256^8 leaves are more than a long counts
    private static final Pattern PATH =
            Pattern.compile("tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    /** @throws LogRefusal OUT_OF_RANGE when no tree has such a tile */
    public Tile {
        require(level >= ENTRIES && level <= LEVEL_MAX, OUT_OF_RANGE, "A tile's level is 0 to 63, not " + level + ".");
        require(index >= 0, OUT_OF_RANGE, "A tile's index is not negative.");
        require(width > 0 && width <= WIDTH, OUT_OF_RANGE, "A tile has 1 to 256 hashes, not " + width + ".");
    }

    /**
     * The tile that holds this hash in a tree of that size.
     *
     * @throws LogRefusal OUT_OF_RANGE when the tree has no such hash
     */
    public static Tile at(int level, long hash, long size) {
        require(hash >= 0 && hash < hashes(level, size), OUT_OF_RANGE, "A tree of " + size + " has no such hash.");
        return ofTree(level, hash / WIDTH, size);
    }

    /** @throws LogRefusal OUT_OF_RANGE when a tree of that size has no such tile */
    public static Tile ofTree(int level, long index, long size) {
        long hashes = hashes(level, size);
        require(index >= 0 && index <= hashes / WIDTH, OUT_OF_RANGE, "A tree of " + size + " has no such tile.");
        return new Tile(level, index, (int) Math.min(WIDTH, hashes - index * WIDTH));
    }

    /** How many hashes a tree of that size has at a level of tiles. */
    static long hashes(int level, long size) {
        int shift = Math.max(0, level) * HEIGHT;
        return level > LEVEL_OF_LONG_MAX ? 0 : size >> shift;
    }

    /** All tiles of hashes that a tree has and a smaller one had not, bundles left out. */
    public static List<Tile> grown(long oldSize, long size) {
        List<Tile> tiles = new ArrayList<>();
        for (int level = 0; hashes(level, size) > 0; level++) {
            if (hashes(level, size) > hashes(level, oldSize)) {
                for (long index = hashes(level, oldSize) / WIDTH; index <= (hashes(level, size) - 1) / WIDTH; index++) {
                    tiles.add(ofTree(level, index, size));
                }
            }
        }
        return tiles;
    }

    public boolean partial() {
        return width < WIDTH;
    }

    /** {@code tile/<L>/<N>[.p/<W>]}, N in groups of three digits, all but the last after an x. */
    public String path() {
        StringBuilder number = new StringBuilder("%03d".formatted(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            number.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return "tile/" + (level == ENTRIES ? "entries" : level) + "/" + number + (partial() ? ".p/" + width : "");
    }

    /** @throws LogRefusal MALFORMED_TILE unless it is the one way to name a tile */
    public static Tile parse(String path) {
        Matcher match = PATH.matcher(path);
        require(match.matches(), MALFORMED_TILE, "That is not the path of a tile.");
        try {
            int level = match.group(1).equals("entries") ? ENTRIES : Integer.parseInt(match.group(1));
            long index = Long.parseLong(match.group(2).replace("x", "").replace("/", ""));
            int width = match.group(3) == null ? WIDTH : Integer.parseInt(match.group(3));
            Tile tile = new Tile(level, index, width);
            // Leading groups of zeros, and .p/256, are other names of the same.
            require(tile.path().equals(path), MALFORMED_TILE, "That is not the path of a tile.");
            return tile;
        } catch (NumberFormatException e) {
            throw new LogRefusal(MALFORMED_TILE, "No tile has that number.");
        }
    }
}
