package dev.rollcall.systemtests.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.systemtests.suite.AuditLog;
import dev.rollcall.systemtests.suite.Await;
import dev.rollcall.systemtests.suite.Http;
import dev.rollcall.systemtests.suite.RunningSuite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Somebody whom no identity provider knows, from an owner's invitation to their membership, by mail alone (R-INV-4, R-INV-9, R-SSO-12). */
class InvitedOutsiderST {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern ADDRESS = Pattern.compile("http://localhost:\\S+");

    private final RunningSuite suite = RunningSuite.get();
    private final String email = "ann-" + UUID.randomUUID() + "@outside.example";

    private List<JsonNode> mails() {
        Http sink = new Http(suite.description().mail().url(), "", "application/json");
        JsonNode mails = sink.get("/mails?to=" + Visitor.encoded(email))
                .requireStatus(200)
                .json();
        return java.util.stream.StreamSupport.stream(mails.spliterator(), false).toList();
    }

    /** The address that the mail of that number leads to. */
    private String link(int number) {
        List<JsonNode> mails = Await.until("mail " + number, PATIENCE, this::mails, all -> all.size() >= number);
        assertThat(mails).hasSize(number);
        Matcher address = ADDRESS.matcher(mails.get(number - 1).path("text").asText());
        assertThat(address.find()).isTrue();
        return address.group();
    }

    @Test
    void anOutsiderIsInvitedFollowsTheMailsAndSeesTheirMembership() {
        // given
        suite.api("membership")
                .post("/v2/orgs/acme/invites", Map.of("email", email, "role", "editor"))
                .requireStatus(201);
        Visitor visitor = new Visitor();

        // when
        Page start = visitor.open(link(1)).requireStatus(200);
        assertThat(start.form("identifier").fields()).containsEntry("identifier", email);
        Page ways = visitor.send(start.form("identifier")).requireStatus(200);
        Page sent = visitor.send(ways.form("identifier")).requireStatus(200);
        assertThat(sent.text()).contains("Look into your mailbox", email);
        String link = link(2);
        new Visitor().open(link).requireStatus(200); // a scanner
        Page confirmation = visitor.open(link).requireStatus(200);
        assertThat(confirmation.text()).contains(email).doesNotContain("another browser");
        Page account = visitor.send(confirmation.form("token")).requireStatus(200);

        // then
        assertThat(account.address().getPath()).isEqualTo("/account");
        assertThat(account.text()).contains("Acme", "editor");
        assertThat(visitor.open(link).status()).isEqualTo(401);
        JsonNode entry = Await.until(
                        "the sign-in's entry",
                        PATIENCE,
                        () -> AuditLog.of(suite.api("audit"), "acme", "enterprise.sso.signin").stream()
                                .filter(each -> each.toString().contains("EMAIL_LINK"))
                                .toList(),
                        entries -> !entries.isEmpty())
                .getFirst();
        assertThat(entry.toString()).contains("EMAIL_LINK");
        assertThat(suite.rollcall("mail", "--to", email, "--last")
                        .requireSuccess()
                        .toString())
                .contains("sign in to Rollcall");
    }
}
