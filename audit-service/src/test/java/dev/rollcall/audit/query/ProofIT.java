package dev.rollcall.audit.query;

import static dev.rollcall.audit.Suite.ask;
import static dev.rollcall.audit.Suite.eventually;
import static dev.rollcall.audit.Suite.oneTo;
import static dev.rollcall.audit.Suite.publish;
import static dev.rollcall.audit.Suite.sealed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.audit.Facts;
import dev.rollcall.audit.SourceServer;
import dev.rollcall.audit.TestLog;
import dev.rollcall.contract.account.AccountsApi.MemberStanding;
import dev.rollcall.kit.TestTokens;
import dev.rollcall.transparencylog.checkpoint.Checkpoint;
import dev.rollcall.transparencylog.checkpoint.EntryProof;
import dev.rollcall.transparencylog.checkpoint.GrowthProof;
import dev.rollcall.transparencylog.note.SignedNote;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-AUD-8 and R-AUD-9: the proof over HTTP. */
@QuarkusTest
class ProofIT {
    @Test
    void anOwnerTakesAProofAwayAndChecksItAlone() throws Exception {
        // given
        Facts acme = known("acme-" + UUID.randomUUID());
        String owner = owner(acme);
        long index = seal(acme, 1);
        Checkpoint before =
                Checkpoint.parse(note(get(acme, "checkpoint", owner, Map.of())).text());

        // when
        seal(acme, 2);
        Response proof = get(acme, "proof", owner, Map.of("index", String.valueOf(index)));
        Response growth = get(acme, "proof", owner, Map.of("old", String.valueOf(before.size())));

        // then
        assertThat(proof.contentType()).isEqualToIgnoringCase("text/plain;charset=utf-8");
        assertThat(proof.header("Cache-Control")).contains("no-store");
        EntryProof read = EntryProof.parse(text(proof));
        read.verify(read.extra(), TestLog.ORIGIN, List.of(TestLog.key()));
        assertThat(new String(read.extra(), StandardCharsets.UTF_8))
                .contains(acme.organization().toString())
                .doesNotContain("@acme.example");
        GrowthProof grown = GrowthProof.parse(text(growth));
        grown.checkpoint().verify(List.of(TestLog.key()));
        assertThat(grown.verify(before.root()).size()).isGreaterThan(before.size());
    }

    @Test
    void nobodyTakesAProofOfAnothersEntry() throws Exception {
        // given
        Facts acme = known("acme-" + UUID.randomUUID());
        Facts globex = known("globex-" + UUID.randomUUID());
        String index = String.valueOf(seal(acme, 1));
        seal(globex, 1);

        // when, then
        assertThat(get(globex, "proof", owner(globex), Map.of("index", index)).statusCode())
                .isEqualTo(404);
        assertThat(get(globex, "proof", owner(globex), Map.of("index", index)).<String>path("code"))
                .isEqualTo("ENTRY_UNKNOWN");
        assertThat(get(acme, "proof", owner(globex), Map.of("index", index)).statusCode())
                .isEqualTo(404);
        assertThat(get(acme, "checkpoint", owner(globex), Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(get(acme, "checkpoint", member(acme, "editor"), Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(get(acme, "proof", null, Map.of("index", index)).statusCode())
                .isEqualTo(401);
        assertThat(get(acme, "checkpoint", null, Map.of()).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"'',''", "1,1", "-1,", "x,", "9999999999999999999,", ",-1", ",x", "'1 ',", "٣,", ",999999999999999999"})
    void whatIsNoQuestionIsToldWhy(String index, String old) throws Exception {
        // given
        Facts acme = known("acme-" + UUID.randomUUID());
        seal(acme, 1);
        Map<String, String> parameters = new java.util.HashMap<>();
        if (index != null) {
            parameters.put("index", index);
        }
        if (old != null) {
            parameters.put("old", old);
        }

        // when
        Response answer = get(acme, "proof", owner(acme), parameters);

        // then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<String>path("code")).isEqualTo("VALUE_INVALID");
        assertThat(get(acme, "proof", owner(acme), Map.of("index", "999999999999999999"))
                        .statusCode())
                .isEqualTo(404);
    }

    /** Seals one more event and waits until a checkpoint has it; answers its audit index. */
    private static long seal(Facts facts, int seq) throws Exception {
        publish(facts.provisioned(seq, "user" + seq));
        assertThat(eventually(oneTo(seq), () -> sealed(facts.organization()))).isEqualTo(oneTo(seq));
        long index = Long.parseLong(
                ask("select max(audit_index) from audit_entry where organization_id = ?", facts.organization())
                        .getFirst());
        assertThat(eventually(List.of("t"), () -> ask("select max(size) > ? from tlog_checkpoint", index)))
                .containsExactly("t");
        return index;
    }

    private static SignedNote note(Response response) {
        assertThat(response.statusCode()).isEqualTo(200);
        SignedNote note = SignedNote.parse(text(response));
        note.verify(List.of(TestLog.key()));
        return note;
    }

    private static String text(Response response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return new String(response.asByteArray(), StandardCharsets.UTF_8);
    }

    private static Facts known(String name) {
        Facts facts = Facts.ofSomeOrganization();
        SourceServer.organization(facts.organization(), name);
        return facts;
    }

    private static String owner(Facts facts) {
        return member(facts, "owner");
    }

    private static String member(Facts facts, String role) {
        UUID member = UUID.randomUUID();
        SourceServer.standing(new MemberStanding(member, facts.organization(), true, role, 1));
        return TestTokens.member(UUID.randomUUID(), facts.organization(), member, role, 1);
    }

    private static Response get(Facts facts, String what, String token, Map<String, String> parameters) {
        var request = given().queryParams(parameters);
        return (token == null ? request : request.auth().oauth2(token))
                .get("/v2/auditlogs/" + facts.organization() + "/" + what);
    }
}
