package dev.rollcall.systemtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.contract.provisioning.ScimPaths;
import dev.rollcall.contract.refusal.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The guides say what the product does: values, names, refusals and routes. R-ROLE-14, R-ROLE-15, R-TOK-8. */
class GuidesDT {
    private static final String CONNECTION = "membership-service/src/main/java/dev/rollcall/membership/connection/";
    private static final Pattern CALL =
            Pattern.compile("(?:api|curl)[^\\n]*?(?:-X (\\w+) )?[^\\n]*?\"\\$(MEMBERSHIP|SCIM)(/[^\"?]*)");
    private static final Pattern BODY = Pattern.compile("-d '(\\{.*?\\})'(?=[\\s)|]|$)", Pattern.DOTALL);
    private static final Pattern METHOD = Pattern.compile("@(GET|POST|PUT|PATCH|DELETE)\\n((?:\\s*@[^\\n]*\\n)*)");
    private static final Pattern PATH = Pattern.compile("@Path\\(\"([^\"]*)\"\\)");

    static final List<String> ALL = Guides.ALL;
    static final List<String> WITH_TABLE = Guides.WITH_TABLE;

    @ParameterizedTest
    @CsvSource({"okta, OKTA", "entra-saml, ENTRA", "entra-oidc, ENTRA", "generic, GENERIC"})
    void aGuideNamesWhatTheSetUpGives(String guide, String dialect) {
        String text = Guides.text(guide);
        String rules = code("SetupRules.java");
        String fields = rules.substring(rules.indexOf("case " + dialect), rules.indexOf("static List<Attribute>"));
        fields = fields.substring(0, fields.indexOf(");\n") < 0 ? fields.length() : fields.indexOf(");\n"));
        for (String field : found(Pattern.compile("new Field\\(\\s*\"([^\"]+)\""), fields)) {
            assertThat(text).as("field of %s", dialect).contains("| " + field + " |");
        }
        for (String attribute : found(Pattern.compile("new Attribute\\(\"([^\"]+)\""), rules)) {
            assertThat(text).as("attribute").contains("`" + attribute + "`");
        }
        for (String word : found(Pattern.compile("List\\.of\\((\"docker[^)]*\\))"), code("Setups.java")).stream()
                .flatMap(list -> found(Pattern.compile("\"(\\w+)\""), list).stream())
                .toList()) {
            assertThat(text).contains("`" + word + "`");
        }
        assertThat(text)
                .contains("scimBaseUrl", "scimLocked", ScimPaths.BASE, "organization:team")
                .contains("`urn:ietf:params:scim:schemas:extension:docker:2.0:User`")
                .contains("only after the identity provider has synchronized");
    }

    /** R-SSO-2: each field of the sign-in pages, beside the value of the set-up that goes there. */
    @ParameterizedTest
    @CsvSource({
        "okta, saml, OKTA",
        "entra-saml, saml, ENTRA",
        "entra-oidc, oidc, ENTRA",
        "generic, saml, GENERIC",
        "generic, oidc, GENERIC"
    })
    void aGuideNamesWhatTheSetUpGivesForSignIn(String guide, String protocol, String dialect) {
        String rules = code("SignInFieldRules.java");
        String ofProtocol = rules.substring(rules.indexOf("List<Field> " + protocol + "("));
        String fields = ofProtocol.substring(ofProtocol.indexOf("case " + dialect));
        fields = fields.substring(0, fields.indexOf(");\n"));
        List<MatchResult> named = Pattern.compile("new Field\\(\"([^\"]+)\", (?:ours\\.(\\w+)\\(\\)|\"(\\w+)\")")
                .matcher(fields)
                .results()
                .toList();

        assertThat(named).isNotEmpty();
        for (MatchResult field : named) {
            String value = field.group(2) == null ? field.group(3) : "`" + field.group(2) + "`";
            assertThat(Guides.text(guide)).contains("| " + field.group(1) + " | " + value + " |");
        }
    }

    @Test
    void theGuidesSayWhatEntraCanAndCannot() {
        String flag = found(Pattern.compile("ENTRA_FLAG = \"([^\"]+)\""), code("SetupRules.java"))
                .getFirst();
        String audience = found(Pattern.compile("ENTRA_AUDIENCE = \"([^\"]+)\""), code("Setups.java"))
                .getFirst();
        assertThat(Guides.text("entra-saml"))
                .contains(flag, audience, "onPremisesExtensionAttributes", "one of the three attributes, no more");
        assertThat(Guides.text("entra-oidc"))
                .contains(flag, "second", "onPremisesExtensionAttributes", "one of the three attributes, no more");
        assertThat(Guides.text("generic")).contains(ScimPaths.TOKEN, ScimPaths.METADATA);
    }

    /** R-TRB-2: every refusal that the request log can explain to an owner, with the same words, and no other. */
    @ParameterizedTest
    @FieldSource("WITH_TABLE")
    void everyRefusalIsInTheTableWithTheWordsOfTheRequestLog(String guide) {
        String rules = Sources.text(Sources.ROOT.resolve(
                "membership-service/src/main/java/dev/rollcall/membership/scimrequest/DiagnosisRules.java"));
        Set<String> diagnosed = new TreeSet<>(found(Pattern.compile("\"([A-Z]+(?:_[A-Z]+)*)\"(?=[, ]|\\s*->)"), rules));
        String words = unbroken(rules);
        List<Guides.Failure> failures = Guides.failures(guide);

        assertThat(failures.stream().map(Guides.Failure::code)).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(failures.stream().map(Guides.Failure::code).toList()))
                .isEqualTo(diagnosed);
        for (Guides.Failure failure : failures) {
            int status = failure.code().equals("INTERNAL")
                    ? 500
                    : Refusal.valueOf(failure.code()).kind().status();
            if (guide.equals("okta") && failure.code().equals("UNAVAILABLE")) {
                status = 429; // O10: the one answer that Okta repeats by itself
            }
            assertThat(failure.status()).as(failure.code()).isEqualTo(status);
            for (String part : failure.cause().split(" (?:user|group) on this connection")) {
                assertThat(words).as("cause of %s", failure.code()).contains(part);
            }
            String remedy = failure.remedy().split("[:(]| Paste| Send it")[0].strip();
            remedy = remedy.substring(0, Math.min(60, remedy.length())); // what follows is where it is in that IdP
            assertThat(words).as("remedy of %s", failure.code()).containsIgnoringCase(remedy);
        }
    }

    /** What a block calls is there, by method and path, and what it sends is JSON. */
    @ParameterizedTest
    @FieldSource("ALL")
    void everyBlockCallsARouteThatExists(String guide) throws Exception {
        Set<String> routes = routes();
        List<String> unknown = new ArrayList<>();
        int calls = 0;
        for (String block : Guides.blocks(guide)) {
            for (MatchResult call : CALL.matcher(block).results().toList()) {
                String path = call.group(3).replaceAll("\\$\\w+", "x");
                boolean posts = call.group().contains("-d grant_type");
                String method = call.group().contains("-X ")
                        ? call.group().replaceFirst("(?s).*-X (\\w+).*", "$1")
                        : posts ? "POST" : "GET";
                calls++;
                if (routes.stream().noneMatch(route -> (method + " " + path).matches(route))) {
                    unknown.add(method + " " + path);
                }
            }
            for (MatchResult body : BODY.matcher(block).results().toList()) {
                JsonNode json = new ObjectMapper().readTree(body.group(1).replaceAll("'\"\\$\\w+\"'", "x"));
                assertThat(json.isObject()).isTrue();
            }
        }
        assertThat(calls).isGreaterThan(10);
        assertThat(unknown).isEmpty();
    }

    /** Of every endpoint, as patterns: method, a space, the path. */
    private static Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        for (Path file : Sources.files(name -> name.contains("src/main/") && name.endsWith("Endpoint.java"))) {
            String text = Sources.text(file);
            int body = text.indexOf("class ");
            String root = PATH.matcher(text.substring(0, body))
                    .results()
                    .map(path -> path.group(1))
                    .reduce("", (one, other) -> other);
            for (MatchResult method :
                    METHOD.matcher(text.substring(body)).results().toList()) {
                String rest = PATH.matcher(method.group(2))
                        .results()
                        .map(path -> path.group(1))
                        .reduce("", (one, other) -> other);
                routes.add(method.group(1)
                        + " "
                        + (root + rest).replaceAll("\\{\\w+: \\.\\*\\}", ".*").replaceAll("\\{\\w+\\}", "[^/]+"));
            }
        }
        return routes;
    }

    private static String code(String name) {
        return unbroken(Sources.text(Sources.ROOT.resolve(CONNECTION + name)));
    }

    /** String constants that are put together over several lines, as one. */
    private static String unbroken(String code) {
        return code.replaceAll("\"\\s*\\+ \"", "");
    }

    private static List<String> found(Pattern pattern, String text) {
        Function<MatchResult, String> group = found -> found.group(1);
        return pattern.matcher(text).results().map(group).toList();
    }
}
