package dev.rollcall.sso.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.contract.signin.SignInRequest;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** Trace ids for the telephone. */
class MnemonicsTest {
    @Test
    void eachByteIsAWordOfItsOwnThatCannotBeMistakenForTheBeginningOfAnother() {
        assertThat(Mnemonics.LIST).hasSize(256).doesNotHaveDuplicates();
        for (String word : Mnemonics.LIST) {
            assertThat(word).matches("[a-z]{4,8}");
            assertThat(Mnemonics.LIST.stream().filter(other -> other.startsWith(word)))
                    .as("words that begin with %s", word)
                    .containsExactly(word);
        }
    }

    @Test
    void freshOnesDifferAndFitWhereverTraceIdsStand() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            String mnemonic = Mnemonics.fresh();
            assertThat(Mnemonics.looksLikeOne(mnemonic)).isTrue();
            assertThat(mnemonic.length()).isLessThanOrEqualTo(SignInRequest.TRACE_ID_MAX);
            seen.add(mnemonic);
        }
        assertThat(seen).hasSizeGreaterThan(998);
    }

    @Test
    void somebodyMayWriteThemDownAsTheyLike() {
        assertThat(TraceQuery.spelled(" Amber Falcon, River  OAK ")).isEqualTo("amber-falcon-river-oak");
        assertThat(Mnemonics.looksLikeOne("amber-falcon")).isFalse();
        assertThat(Mnemonics.looksLikeOne("' OR 1=1 --")).isFalse();
    }
}
