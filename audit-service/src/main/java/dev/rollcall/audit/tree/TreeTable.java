package dev.rollcall.audit.tree;

import dev.rollcall.transparencylog.tile.Tile;
import dev.rollcall.transparencylog.tile.Tiles;
import dev.rollcall.transparencylog.tree.CompactRange;
import dev.rollcall.transparencylog.tree.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The SQL of the tree within the caller's transaction: one statement reads its edge, one makes it grow. */
public final class TreeTable {
    private static final String GROW = """
            with pieces as (
                insert into tlog_tile (level, tile, first, hashes)
                select * from unnest(?::int2[], ?::int8[], ?::int2[], ?::bytea[])
            )
            update tlog_edge set size = ?, hashes = ? where size = ?
            """;

    private static final String TILE =
            "select string_agg(hashes, ''::bytea order by first) from tlog_tile where level = ? and tile = ?";

    private final Connection connection;

    public TreeTable(Connection connection) {
        this.connection = connection;
    }

    /** One tile's new hashes. */
    private record Piece(int first, List<Hash> hashes) {}

    /** What the tree is now. */
    public CompactRange edge() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select size, hashes from tlog_edge");
                ResultSet row = select.executeQuery()) {
            row.next();
            return new CompactRange(row.getLong(1), Hash.listOf(row.getBytes(2)));
        }
    }

    /** Puts leaves at the end. Only the sequencer may, under its lock. */
    public void grow(CompactRange edge, List<Hash> leaves) throws SQLException {
        Map<Tile, Piece> pieces = new LinkedHashMap<>();
        CompactRange grown = edge.append(leaves, (level, index, hash) -> {
            if (level % Tile.HEIGHT == 0) {
                Tile tile = new Tile(level / Tile.HEIGHT, index / Tile.WIDTH, Tile.WIDTH);
                pieces.computeIfAbsent(tile, key -> new Piece((int) (index % Tile.WIDTH), new ArrayList<>()))
                        .hashes()
                        .add(hash);
            }
        });
        try (PreparedStatement update = connection.prepareStatement(GROW)) {
            update.setArray(1, array("int2", pieces.keySet().stream().map(tile -> (short) tile.level())));
            update.setArray(2, array("int8", pieces.keySet().stream().map(Tile::index)));
            update.setArray(3, array("int2", pieces.values().stream().map(piece -> (short) piece.first())));
            update.setArray(
                    4,
                    connection.createArrayOf(
                            "bytea",
                            pieces.values().stream()
                                    .map(piece -> Hash.join(piece.hashes()))
                                    .toArray(byte[][]::new)));
            update.setLong(5, grown.size());
            update.setBytes(6, Hash.join(grown.hashes()));
            update.setLong(7, edge.size());
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("The tree has grown meanwhile; it is tried again");
            }
        }
    }

    /** The tree as it was at a size, for proofs. */
    public Tiles tiles(long size) {
        return new Tiles(size, this::read);
    }

    private byte[] read(Tile tile) {
        try (PreparedStatement select = connection.prepareStatement(TILE)) {
            select.setInt(1, tile.level());
            select.setLong(2, tile.index());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                byte[] hashes = row.getBytes(1);
                return hashes == null ? new byte[0] : hashes;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("A tile could not be read", e);
        }
    }

    private java.sql.Array array(String type, java.util.stream.Stream<?> column) throws SQLException {
        return connection.createArrayOf(type, column.toArray());
    }
}
