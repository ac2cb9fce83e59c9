package dev.rollcall.systemtests.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * The request of a number: the same for the same seed, but for the ids of resources, which the service gives.
 *
 * @param token of the connection under fire
 */
record FuzzedRequests(long seed, String token, Targets users, Targets groups, FuzzedBodies bodies) {
    private static final String[] MEDIA_TYPES = {
        "application/scim+json",
        "application/json; charset=utf-8",
        "application/scim+json;charset=ISO-8859-1",
        "application/json;charset=\"UTF-16\"",
        "application/json;charset=x-nonsense",
        "application/json;charset=",
        "text/plain",
        "application/xml",
        "",
        "*/*",
        "application/scim+json;;;=",
        "\"",
        "é/é",
        "application/JSON",
        "json",
        ";"
    };
    private static final String[] ACCEPTS = {
        "application/scim+json",
        "*/*",
        "text/html",
        "application/xml;q=0",
        "",
        "é",
        "application/json;q=abc",
        "a/b/c,,,;"
    };
    private static final String[] VERSIONS = {
        "W/\"1\"",
        "\"1\"",
        "*",
        "",
        "W/\"999999999999999999\"",
        "W/\"99999999999999999999\"",
        "W/\"-1\"",
        "x",
        "\"",
        "W/\"1\",W/\"2\",W/\"3\"",
        ",".repeat(200),
        "W/\"é\"",
        "\"1\" ".repeat(500)
    };
    private static final String[] METHODS = {
        "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "FOO", "get"
    };
    private static final String[] ROUTES = {
        "/Users",
        "/Groups",
        "/Bulk",
        "/Me",
        "/.search",
        "/Users/.search",
        "/Groups/.search",
        "/Schemas",
        "/ResourceTypes",
        "/ServiceProviderConfig",
        "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User",
        "/ResourceTypes/User",
        "",
        "/Robots",
        "/Users/",
        "//Users",
        "/users",
        "/Users/x/y",
        "/Users/%2e%2e/Groups",
        "/Users/..",
        "/Users/%2F",
        "/Users/%00",
        "/Users;a=b",
        "/Users/%",
        "/Users/%zz",
        "/Users/%c0%ae",
        "/Schemas/%00",
        "/ResourceTypes/é",
        "/Users/.search/x"
    };

    FuzzedRequests(long seed, String token, Targets users, Targets groups) {
        this(seed, token, users, groups, new FuzzedBodies(users, groups));
    }

    FuzzedRequest request(long number) {
        Random random = new Random(seed * 31 + number * 0x9E3779B97F4A7C15L);
        int places =
                Math.max(0, random.nextInt(6) - 2); // half are valid: what is refused at the door tests only the door
        return switch (random.nextInt(16)) {
            case 0, 1 -> with(random, "POST", "/Users", bodies.user(random), places);
            case 2 -> with(random, "PUT", "/Users/" + users.any(random), bodies.user(random), places);
            case 3, 4, 5 -> with(random, "PATCH", "/Users/" + users.any(random), bodies.patch(random), places);
            case 6, 7 -> without(random, "GET", FuzzedText.one(random, "/Users", "/Users", "/Groups") + query(random));
            case 8 ->
                with(
                        random,
                        "POST",
                        FuzzedText.one(random, "/Users", "/Groups") + "/.search",
                        bodies.search(random),
                        places);
            case 9 -> with(random, "POST", "/Groups", bodies.group(random), places);
            case 10 -> with(random, "PUT", "/Groups/" + groups.any(random), bodies.group(random), places);
            case 11 -> with(random, "PATCH", "/Groups/" + groups.any(random), bodies.patch(random), places);
            case 12 -> with(random, "POST", "/Bulk", bodies.bulk(random), places);
            case 13 -> without(random, FuzzedText.one(random, "GET", "DELETE", "HEAD"), resource(random));
            case 14 ->
                without(random, FuzzedText.one(random, "GET", "GET", "DELETE"), resource(random) + query(random));
            default ->
                with(
                        random,
                        FuzzedText.one(random, METHODS),
                        FuzzedText.one(random, ROUTES) + query(random),
                        bodies.user(random),
                        places);
        };
    }

    private FuzzedRequest with(Random random, String method, String path, JsonNode body, int places) {
        return new FuzzedRequest(method, "/scim/v2" + path, headers(random), FuzzedJson.broken(random, body, places));
    }

    private FuzzedRequest without(Random random, String method, String path) {
        return new FuzzedRequest(method, "/scim/v2" + path, headers(random), null);
    }

    private String resource(Random random) {
        boolean user = random.nextBoolean();
        String id = (user ? users : groups).any(random);
        return (user ? "/Users/" : "/Groups/")
                + switch (random.nextInt(8)) {
                    case 0 -> FuzzedText.encoded(random, FuzzedText.string(random));
                    case 1 -> FuzzedText.encoded(random, FuzzedText.broken(random, id));
                    case 2 -> id.toUpperCase();
                    default -> id;
                };
    }

    private Map<String, String> headers(Random random) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer " + token);
        headers.put("Content-Type", "application/scim+json");
        if (random.nextInt(4) > 0) {
            return headers;
        }
        switch (random.nextInt(9)) {
            case 0, 1 -> headers.put("Content-Type", FuzzedText.one(random, MEDIA_TYPES));
            case 2 -> headers.put("Accept", FuzzedText.one(random, ACCEPTS));
            case 3, 4 -> headers.put("If-Match", FuzzedText.one(random, VERSIONS));
            case 5 -> headers.put("If-None-Match", FuzzedText.one(random, VERSIONS));
            case 6 ->
                headers.put(
                        "traceparent",
                        FuzzedText.one(
                                random, "", "00-0-0-0", "é", "00-" + "f".repeat(32) + "-" + "0".repeat(16) + "-zz"));
            case 7 ->
                headers.put(
                        "Authorization",
                        FuzzedText.one(
                                random,
                                "",
                                "Bearer",
                                "Bearer ",
                                "Basic eDp5",
                                "Bearer " + token.toLowerCase(),
                                "Bearer é",
                                "Bearer " + token + "," + token,
                                "Bearer rcs_x_y_z"));
            default ->
                headers.put(
                        FuzzedText.one(
                                random,
                                "User-Agent",
                                "X-HTTP-Method-Override",
                                "Content-Encoding",
                                "Accept-Encoding",
                                "Accept-Charset",
                                "X-Forwarded-Host",
                                "X-Request-Id",
                                "Accept-Language",
                                "Cookie",
                                "Expect"),
                        FuzzedText.one(
                                random, "", "é", "gzip", "DELETE", "x".repeat(4_000), "\u0001", "a=b; c", "${jndi:x}"));
        }
        return headers;
    }

    private static String query(Random random) {
        StringBuilder query = new StringBuilder("?");
        for (int i = random.nextInt(4); i >= 0; i--) {
            query.append(FuzzedText.one(
                            random,
                            "filter",
                            "filter",
                            "sortBy",
                            "sortOrder",
                            "startIndex",
                            "count",
                            "attributes",
                            "excludedAttributes",
                            "cursor",
                            "Filter",
                            "nonsense",
                            "",
                            "aadOptscim062020"))
                    .append("=")
                    .append(FuzzedText.encoded(
                            random,
                            switch (random.nextInt(4)) {
                                case 0, 1 -> FuzzedText.filter(random);
                                case 2 -> FuzzedText.path(random);
                                default ->
                                    FuzzedText.one(
                                            random,
                                            "",
                                            "0",
                                            "-1",
                                            "1",
                                            "2",
                                            "200",
                                            "100000",
                                            "2147483648",
                                            "99999999999999999999",
                                            "1.5",
                                            "x",
                                            "descending",
                                            "ascending",
                                            "members",
                                            "id,,userName",
                                            "\u0000",
                                            "eyJ4Ijoi",
                                            ",",
                                            "a".repeat(9_000));
                            }))
                    .append("&");
        }
        return query.toString();
    }
}
