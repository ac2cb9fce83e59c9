package dev.rollcall.transparencylog.tile;

import static dev.rollcall.transparencylog.LogRefusal.Reason.MALFORMED_TILE;
import static dev.rollcall.transparencylog.LogRefusal.Reason.OUT_OF_RANGE;
import static dev.rollcall.transparencylog.LogRefusal.Reason.TOO_LARGE;
import static dev.rollcall.transparencylog.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.transparencylog.tree.CompactRange;
import dev.rollcall.transparencylog.tree.ConsistencyProof;
import dev.rollcall.transparencylog.tree.Hash;
import dev.rollcall.transparencylog.tree.InclusionProof;
import dev.rollcall.transparencylog.tree.NaiveTree;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-AUD-9: C2SP tlog-tiles. */
class TilesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1234067, 256, tile/0/x001/x234/067",
        "0, 0, 256, tile/0/000",
        "0, 273, 112, tile/0/273.p/112",
        "1, 1, 17, tile/1/001.p/17",
        "63, 999, 1, tile/63/999.p/1",
        "-1, 1000, 256, tile/entries/x001/000",
        "-1, 2, 255, tile/entries/002.p/255",
        "0, 9223372036854775807, 256, tile/0/x009/x223/x372/x036/x854/x775/807"
    })
    void aTileHasTheSpecificationsPath(int level, long index, int width, String path) {
        Tile tile = new Tile(level, index, width);

        assertThat(tile.path()).isEqualTo(path);
        assertThat(Tile.parse(path)).isEqualTo(tile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile/0/1",
                "tile/00/001",
                "tile/64/001",
                "tile/-1/001",
                "tile/0/x000/001",
                "tile/0/001/002",
                "tile/0/x001",
                "tile/0/001.p/0",
                "tile/0/001.p/256",
                "tile/0/001.p/01",
                "/tile/0/001",
                "tile/0/001/",
                "tile/0/x009/x223/x372/x036/x854/x775/808",
                "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
                "tile/data/001",
                "tile/0/٠٠١",
                "tile/0/001\n"
            })
    void whatIsNoPathIsRefused(String path) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Tile.parse(path))
                .isInstanceOf(dev.rollcall.transparencylog.LogRefusal.class);
    }

    /** The example of tlog-tiles: a tree of 70,000. */
    @Test
    void aTreeOf70000HasTheTilesOfTheExample() {
        List<Tile> tiles = Tile.grown(0, 70_000);

        assertThat(tiles).hasSize(273 + 1 + 1 + 1 + 1);
        assertThat(tiles.stream().filter(tile -> tile.level() == 0 && !tile.partial()))
                .hasSize(273);
        assertThat(tiles).contains(new Tile(0, 273, 112), new Tile(1, 0, 256), new Tile(1, 1, 17), new Tile(2, 0, 1));
        assertThat(Tile.grown(0, 256)).containsExactly(new Tile(0, 0, 256), new Tile(1, 0, 1));
        assertThat(Tile.grown(256, 257)).containsExactly(new Tile(0, 1, 1));
        assertThat(Tile.grown(300, 300)).isEmpty();
        assertThat(Tile.grown(Long.MAX_VALUE - 1, Long.MAX_VALUE)).hasSize(1);
    }

    @Test
    void proofsFromTilesAreThoseOfTheDefinition() {
        int size = 777;
        NaiveTree naive = NaiveTree.of(size);
        Map<List<Long>, ByteArrayOutputStream> kept = new HashMap<>();
        CompactRange grown = CompactRange.EMPTY.append(naive.leaves(), (level, index, hash) -> {
            if (level % Tile.HEIGHT == 0) {
                kept.computeIfAbsent(
                                List.of((long) level / Tile.HEIGHT, index / Tile.WIDTH),
                                place -> new ByteArrayOutputStream())
                        .writeBytes(hash.bytes());
            }
        });
        Tiles.Source source =
                tile -> kept.get(List.of((long) tile.level(), tile.index())).toByteArray();

        assertThat(grown.root()).isEqualTo(naive.root(size));
        for (int of : List.of(1, 2, 255, 256, 257, 511, 512, 513, 700, 777)) {
            Tiles tiles = new Tiles(of, source);
            assertThat(CompactRange.of(of, tiles).root()).isEqualTo(naive.root(of));
            for (int index = 0; index < of; index += 1 + of / 9) {
                assertThat(InclusionProof.of(index, of, tiles).hashes()).isEqualTo(naive.path(index, of));
                assertThat(ConsistencyProof.of(index, of, tiles).hashes()).isEqualTo(naive.proof(index, of));
            }
        }
    }

    @Test
    void aTileThatIsNotThereOrIsNotOneIsRefused() {
        assertRefused(OUT_OF_RANGE, () -> Tile.at(0, 300, 300));
        assertRefused(OUT_OF_RANGE, () -> Tile.ofTree(0, 1, 256));
        assertRefused(OUT_OF_RANGE, () -> Tile.ofTree(0, Long.MAX_VALUE / 200, 300));
        assertRefused(OUT_OF_RANGE, () -> new Tile(64, 0, 1));
        assertRefused(OUT_OF_RANGE, () -> new Tile(0, -1, 1));
        assertRefused(OUT_OF_RANGE, () -> new Tiles(300, tile -> new byte[0]).hash(0, 300));
        assertRefused(MALFORMED_TILE, () -> new Tiles(300, tile -> new byte[43 * 32]).hash(0, 299));
        assertRefused(MALFORMED_TILE, () -> new Tiles(300, tile -> new byte[257 * 32]).hash(0, 299));
        assertThat(new Tiles(300, tile -> new byte[256 * 32]).hash(0, 299)).isEqualTo(Hash.of(new byte[32]));
    }

    @Test
    void entriesStandBehindTheirLengths() {
        List<byte[]> entries = List.of(new byte[0], new byte[] {1, 2}, new byte[65_535]);

        byte[] bundle = EntryBundle.encode(entries);

        assertThat(ByteBuffer.wrap(bundle).getLong()).isEqualTo(0x0000_0002_0102_ffffL);
        List<byte[]> decoded = EntryBundle.decode(new Tile(Tile.ENTRIES, 0, 3), bundle);
        assertThat(decoded).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(decoded.get(i)).isEqualTo(entries.get(i));
        }
        assertRefused(MALFORMED_TILE, () -> EntryBundle.decode(new Tile(Tile.ENTRIES, 0, 2), bundle));
        assertRefused(MALFORMED_TILE, () -> EntryBundle.decode(new Tile(Tile.ENTRIES, 0, 4), bundle));
        assertRefused(
                MALFORMED_TILE,
                () -> EntryBundle.decode(
                        new Tile(Tile.ENTRIES, 0, 3), java.util.Arrays.copyOf(bundle, bundle.length - 1)));
        assertRefused(MALFORMED_TILE, () -> EntryBundle.decode(new Tile(Tile.ENTRIES, 0, 1), new byte[1]));
        assertRefused(TOO_LARGE, () -> EntryBundle.encode(List.of(new byte[65_536])));
        assertRefused(TOO_LARGE, () -> EntryBundle.encode(java.util.Collections.nCopies(257, new byte[0])));
        assertThat(new ArrayList<>(EntryBundle.decode(new Tile(Tile.ENTRIES, 7, 1), new byte[2])))
                .hasSize(1);
    }
}
