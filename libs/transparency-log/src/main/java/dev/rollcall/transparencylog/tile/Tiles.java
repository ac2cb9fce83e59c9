package dev.rollcall.transparencylog.tile;

import static dev.rollcall.transparencylog.LogRefusal.Reason.MALFORMED_TILE;
import static dev.rollcall.transparencylog.LogRefusal.Reason.OUT_OF_RANGE;
import static dev.rollcall.transparencylog.LogRefusal.require;

import dev.rollcall.transparencylog.tree.Hash;
import dev.rollcall.transparencylog.tree.Subtrees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree of one size, read from its tiles; each is asked for once. For one proof, by one thread. It believes the tiles: what is proven
 * from them is proven when the proof leads to a root that somebody signed.
 */
public final class Tiles implements Subtrees {
    /** Where tiles are kept. */
    @FunctionalInterface
    public interface Source {
        /** The tile's hashes, one behind the other; a wider tile than asked for will do. */
        byte[] read(Tile tile);
    }

    private final long size;
    private final Source source;
    private final Map<Tile, List<Hash>> read = new HashMap<>();

    public Tiles(long size, Source source) {
        this.size = size;
        this.source = source;
    }

    @Override
    public Hash hash(int level, long index) {
        require(index < size >> level, OUT_OF_RANGE, "A tree of " + size + " has no such complete subtree.");
        int within = level % Tile.HEIGHT;
        long first = index << within;
        Tile tile = Tile.at(level / Tile.HEIGHT, first, size);
        int offset = (int) (first % Tile.WIDTH);
        List<Hash> row = read.computeIfAbsent(tile, this::read).subList(offset, offset + (1 << within));
        while (row.size() > 1) {
            List<Hash> above = new ArrayList<>(row.size() / 2);
            for (int i = 0; i < row.size(); i += 2) {
                above.add(Hash.ofNode(row.get(i), row.get(i + 1)));
            }
            row = above;
        }
        return row.getFirst();
    }

    private List<Hash> read(Tile tile) {
        byte[] bytes = source.read(tile);
        require(
                bytes.length >= tile.width() * Hash.LENGTH && bytes.length <= Tile.WIDTH * Hash.LENGTH,
                MALFORMED_TILE,
                tile.path() + " has " + bytes.length + " bytes.");
        return Hash.listOf(bytes);
    }
}
