package dev.rollcall.contract.provisioning;

import dev.rollcall.contract.provisioning.ScimClient.Dialect;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One SCIM request and its answer, for the log an owner reads (R-SCIM-50). Goes to topic {@code scim.requests.v1}, keyed
 * {@code conn:<id>}, or {@code conn:unknown} when the token proved none. Holds no value of an attribute, no filter literal, no secret.
 *
 * @param id of this record, so that a repeated delivery is stored once
 * @param receivedAt when the request came in
 * @param connectionId null when the token was missing, wrong or not judged; a trusted issuer's genuine token that does not fit names it all
 *     the same
 * @param tokenId the token's row; null as above
 * @param tokenPublicId the public part of the token shown, right or wrong; null when there was none of our form
 * @param method HTTP method
 * @param path below the service's base URL, without the query
 * @param parameters names of the query's parameters
 * @param status HTTP status of the answer; 0 when the client left before it
 * @param scimType RFC 7644 §3.12; null when the answer had none
 * @param code the refusal's name, or INTERNAL; of a bulk request that of its first operation that failed; null on success
 * @param durationMicros from the request's head to the end of the answer
 * @param traceId as in {@code X-Request-Id}; null when the request was turned down before it got one
 * @param attributes names of the attributes that the request carried
 * @param ignored names among them that no schema knows (R-SCIM-20)
 * @param tolerated names of the quirks of its client that were understood
 * @param created ids of the resources that it made; several only of a bulk request
 * @param dialect whose habits were expected: as pinned, else as guessed now or before
 * @param guessed whose habits the client of this connection shows by this request; null when it gives nothing away
 * @param remoteAddress as the service saw it; may be null
 * @param userAgent cut to 200 characters; may be null
 */
public record ScimRequestRecord(
        UUID id,
        Instant receivedAt,
        @Nullable UUID connectionId,
        @Nullable UUID tokenId,
        @Nullable String tokenPublicId,
        String method,
        String path,
        List<String> parameters,
        int status,
        @Nullable String scimType,
        @Nullable String code,
        long durationMicros,
        @Nullable String traceId,
        List<String> attributes,
        List<String> ignored,
        List<String> tolerated,
        List<UUID> created,
        Dialect dialect,
        @Nullable Dialect guessed,
        @Nullable String remoteAddress,
        @Nullable String userAgent) {

    public ScimRequestRecord {
        // Empty lists are left out on the way, and records of the last days may be from before there were some of
        // these.
        parameters = Objects.requireNonNullElse(parameters, List.of());
        attributes = Objects.requireNonNullElse(attributes, List.of());
        ignored = Objects.requireNonNullElse(ignored, List.of());
        tolerated = Objects.requireNonNullElse(tolerated, List.of());
        created = Objects.requireNonNullElse(created, List.of());
    }
}
