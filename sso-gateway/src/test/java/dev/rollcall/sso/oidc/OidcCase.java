package dev.rollcall.sso.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.kit.outbound.Outbound;
import dev.rollcall.kit.outbound.PublishedKeys;
import dev.rollcall.sso.identity.ProvenIdentity;
import dev.rollcall.sso.secret.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.json.JsonUtil;

/**
 * One message of the corpus: a good one, with what the file says put in its place. A file has {@code about} (a sentence), {@code message}
 * (what kind it is), and of the members below those that make it what it is. Null takes something out; {@code "now-61"} is that time in seconds.
 */
final class OidcCase {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String ISSUER = "https://idp.acme.test";
    static final String NONCE = "nonce-of-this-sign-in";
    static final String ACCESS_TOKEN = "access-token-of-this-sign-in";
    static final UUID CONNECTION = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final UUID OTHER_CONNECTION = UUID.fromString("01900000-0000-7000-8000-000000000002");
    private static final Pattern TIME = Pattern.compile("now([+-]\\d+)?");
    private static final Set<String> MEMBERS = Set.of(
            "about",
            "message",
            "header",
            "claims",
            "signedBy",
            "token",
            "alteredTo",
            "published",
            "client",
            "noAccessToken",
            "userinfo",
            "parameters",
            "form",
            "request",
            "metadata",
            "document",
            "status",
            "body",
            "expected",
            "received",
            "identity");

    private final JsonNode file;

    OidcCase(JsonNode file) {
        this.file = file;
        Set<String> unknown = new TreeSet<>();
        file.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(MEMBERS);
        if (!unknown.isEmpty() || file.path("about").asText().isBlank()) {
            throw new IllegalArgumentException("A case says what it is about, and nothing unknown: " + unknown);
        }
    }

    JsonNode file() {
        return file;
    }

    Verdict<?> verdict() {
        return switch (file.path("message").asText()) {
            case "ID_TOKEN" -> idToken();
            case "LOGOUT_TOKEN" -> logoutToken();
            case "CALLBACK" -> callback();
            case "DISCOVERY" -> DiscoveryRules.read(document(), client().provider());
            case "TOKEN_ANSWER" ->
                TokenExchange.read(new Outbound.Answer(
                        file.path("status").asInt(200),
                        "application/json",
                        file.path("body").asText()));
            default -> throw new IllegalArgumentException("No such kind of message: " + file.path("message"));
        };
    }

    private Verdict<ProvenIdentity> idToken() {
        Map<String, Object> claims = new LinkedHashMap<>(Map.of(
                "iss",
                ISSUER,
                "sub",
                "248289761001",
                "aud",
                "rollcall",
                "exp",
                NOW.getEpochSecond() + 300,
                "iat",
                NOW.getEpochSecond(),
                "nonce",
                NONCE,
                "email",
                "anna@acme.test"));
        TokenAnswer answer = new TokenAnswer(token(claims), file.has("noAccessToken") ? null : ACCESS_TOKEN);
        if (!file.has("userinfo")) {
            return IdTokens.judge(answer, published(), client(), request(), NOW);
        }
        String userinfo = file.get("userinfo").isTextual()
                ? file.get("userinfo").asText()
                : file.get("userinfo").toString();
        return IdTokens.verify(answer, published(), client(), request(), NOW)
                .then(verified -> UserinfoRules.completed(verified, userinfo, client()))
                .then(completed -> ClaimReader.identity(completed, client()));
    }

    private Verdict<LogoutOrder> logoutToken() {
        Map<String, Object> claims = new LinkedHashMap<>(Map.of(
                "iss",
                ISSUER,
                "sub",
                "248289761001",
                "sid",
                "session-7",
                "aud",
                "rollcall",
                "exp",
                NOW.getEpochSecond() + 120,
                "iat",
                NOW.getEpochSecond(),
                "jti",
                "logout-1",
                "events",
                Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of())));
        return SignedJwt.verify(token(claims), client().algorithms(), published())
                .then(jwt -> Verdict.of(jwt, LogoutTokenRules.objection(jwt.type(), jwt.claims(), client(), NOW)))
                .then(jwt -> Verdict.accepted(LogoutTokenRules.order(jwt.claims(), NOW)));
    }

    private String token(Map<String, Object> claims) {
        if (file.has("token")) {
            return file.get("token").asText();
        }
        Map<String, Object> header = new LinkedHashMap<>(Map.of("alg", "RS256", "kid", "rsa", "typ", "JWT"));
        put(header, file.path("header"));
        put(claims, file.path("claims"));
        String token = OidcKeys.token(header, claims, file.path("signedBy").asText("rsa"));
        if (!file.has("alteredTo")) {
            return token;
        }
        put(claims, file.get("alteredTo"));
        return OidcKeys.with(token, 1, OidcKeys.encoded(claims));
    }

    private PublishedKeys published() {
        List<String> names = new ArrayList<>();
        file.path("published").forEach(name -> names.add(name.asText()));
        return OidcKeys.published(file.has("published") ? names : List.of("rsa"));
    }

    private OidcClient client() {
        JsonNode client = file.path("client");
        Set<String> algorithms = new TreeSet<>(texts(client.path("algorithms")));
        Provider provider = client.has("tenants")
                ? new Provider.Entra("https://login.microsoftonline.com", Set.copyOf(texts(client.get("tenants"))))
                : new Provider.Standard(client.path("issuer").asText(ISSUER));
        return new OidcClient(
                CONNECTION,
                client.path("version").asLong(1),
                provider,
                "rollcall",
                new ClientAuthentication.SecretBasic("secret"),
                "https://sso.example/oidc/" + CONNECTION + "/callback",
                OidcClient.USUAL_SCOPES,
                algorithms.isEmpty() ? Set.of("RS256") : algorithms,
                client.has("groupsClaim") ? client.get("groupsClaim").asText() : null);
    }

    /** {@code request}: {@code maxAge}, {@code consumed}, {@code expired}, {@code otherConnection}; false where there is none. */
    private OidcLoginRequest request() {
        JsonNode request = file.path("request");
        return new OidcLoginRequest(
                "state-1",
                request.has("otherConnection") ? OTHER_CONNECTION : CONNECTION,
                1,
                Sha256.of("browser"),
                NONCE,
                "verifier",
                request.has("maxAge") ? request.get("maxAge").asInt() : null,
                "/account",
                request.has("expired") ? NOW : NOW.plusSeconds(60),
                request.has("consumed") ? NOW.minusSeconds(1) : null);
    }

    /** {@code request.browser} is what the cookie holds, {@code request.path} says that the answer came to another connection's address. */
    private Verdict<String> callback() {
        Map<String, Object> parameters = new LinkedHashMap<>(Map.of("state", "state-1", "code", "code-1"));
        put(parameters, file.path("parameters"));
        Map<String, List<String>> sent = new LinkedHashMap<>();
        parameters.forEach((name, value) -> sent.put(
                name,
                value instanceof List<?> list
                        ? list.stream().map(String::valueOf).toList()
                        : List.of(value.toString())));
        JsonNode request = file.path("request");
        String browser = request.path("browser").asText("browser");
        Callback callback = new Callback(
                request.has("path") ? OTHER_CONNECTION : CONNECTION,
                !file.has("form"),
                sent,
                browser.isEmpty() ? null : Sha256.of(browser));
        ProviderMetadata metadata = new ProviderMetadata(
                ISSUER + "/authorize",
                ISSUER + "/token",
                ISSUER + "/keys",
                null,
                null,
                file.path("metadata").path("namesItself").asBoolean(false),
                List.of("RS256"));
        boolean none = request.isBoolean() && !request.asBoolean();
        return Verdict.of(
                "code-1", CallbackRules.objection(callback, none ? null : request(), client(), metadata, NOW));
    }

    private String document() {
        if (file.path("document").isTextual()) {
            return file.get("document").asText();
        }
        Map<String, Object> document = new LinkedHashMap<>(Map.of(
                "issuer", ISSUER,
                "authorization_endpoint", ISSUER + "/authorize",
                "token_endpoint", ISSUER + "/token",
                "jwks_uri", ISSUER + "/keys"));
        put(document, file.path("document"));
        return JsonUtil.toJson(document);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static void put(Map<String, Object> into, JsonNode members) {
        members.fields().forEachRemaining(member -> {
            if (member.getValue().isNull()) {
                into.remove(member.getKey());
            } else {
                into.put(member.getKey(), value(member.getValue()));
            }
        });
    }

    private static Object value(JsonNode node) {
        if (node.isTextual()) {
            Matcher time = TIME.matcher(node.asText());
            return time.matches()
                    ? (Object) (NOW.getEpochSecond() + Long.parseLong(time.group(1) == null ? "0" : time.group(1)))
                    : node.asText();
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(each -> list.add(value(each)));
            return list;
        }
        if (node.isObject()) {
            Map<String, Object> object = new LinkedHashMap<>();
            put(object, node);
            return object;
        }
        return node.isBoolean() ? node.asBoolean() : node.isIntegralNumber() ? (Object) node.asLong() : node.asDouble();
    }
}
