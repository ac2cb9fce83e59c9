package dev.rollcall.audit.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.audit.log.LogScope;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.event.StreamKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a record's value as an event. Whatever a broken or hostile producer sends becomes {@link Reading.Unreadable}, never an exception. */
final class FactRules {
    /** An entry must fit the 16-bit length of a bundle in the C2SP tlog-tiles format; it has columns and commitments besides the event. */
    static final int BYTES_MAX = 60_000;
    /** Personal values of an event, each of which costs a commitment; ours have four. */
    static final int PII_MAX = 32;
    /** Columns that stand in a b-tree key, which takes at most 2,704 bytes. */
    static final int COLUMN_MAX = 255;
    /** An event of ours has five levels. */
    private static final int DEPTH_MAX = 32;

    static final int ORGANIZATIONS_MAX = 1_000; // more than any company has; one event becomes at most so many entries

    private static final Pattern SOURCE = Pattern.compile("/[a-z]+(?:/[A-Za-z0-9-]+){1,4}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private static final JsonMapper JSON = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private FactRules() {}

    static Reading read(byte[] value) {
        if (value.length == 0 || value.length > BYTES_MAX) {
            return new Reading.Unreadable("it has " + value.length + " bytes, 1 to " + BYTES_MAX + " are allowed");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            if (JSON.readTree(text) instanceof ObjectNode event) {
                return read(event);
            }
            return new Reading.Unreadable("it is not a JSON object");
        } catch (CanonicalJson.Formless formless) {
            return new Reading.Unreadable(formless.reason);
        } catch (Unfit unfit) {
            return new Reading.Unreadable(unfit.reason);
        } catch (CharacterCodingException e) {
            return new Reading.Unreadable("it is not UTF-8");
        } catch (JsonProcessingException e) {
            return new Reading.Unreadable("it is not JSON");
        }
    }

    /** What the headers of an unreadable record claim; null unless both have the right form. */
    static Arrival.@Nullable Claim claim(@Nullable String source, @Nullable String sequence) {
        if (source == null
                || sequence == null
                || !isSource(source)
                || !NUMBER.matcher(sequence).matches()) {
            return null;
        }
        try {
            long seq = Long.parseLong(sequence);
            return seq < 1 ? null : new Arrival.Claim(source, seq);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Reading read(ObjectNode event) {
        require("1.0".equals(text(event, "specversion")), "specversion is not 1.0");
        require(!event.has("auditindex") && !event.has("orgseq"), "it is sealed already");
        String source = text(event, "source");
        require(isSource(source), "source is not a stream");
        String type = text(event, "type");
        JsonNode data = event.path("data");
        require(data.isObject(), "data is not an object");
        JsonNode pii = data.path("pii");
        require(pii.size() <= PII_MAX, "it has too many personal values");
        String kept = pii.isObject() ? CanonicalJson.write(pii) : null;
        String sealed = CanonicalJson.write(withoutPii(event));
        require(sealed.getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX, "its canonical form is too long");
        return new Reading.Fact(
                source,
                sequence(event),
                uuid(text(event, "id"), "id"),
                scopes(source, text(event, "partitionkey"), data),
                type,
                EventType.ofWireName(type).map(EventType::action).orElse(type),
                text(event, "authid"),
                name(data),
                time(event),
                sealed,
                kept);
    }

    private static ObjectNode withoutPii(ObjectNode event) {
        ((ObjectNode) event.path("data")).remove("pii");
        return event;
    }

    /**
     * Whose fact it is. A fact that concerns several organizations of a company names them in {@code data.organizations}. The organization
     * in the data must be the stream's: an event never crosses into another tenant's log.
     */
    private static List<UUID> scopes(String source, String partitionKey, JsonNode data) {
        if (source.startsWith("/membership/account/")) {
            return List.of(LogScope.PLATFORM);
        }
        JsonNode several = data.path("organizations");
        if (several.isArray() && !several.isEmpty()) {
            require(several.size() <= ORGANIZATIONS_MAX, "it names too many organizations");
            Set<UUID> organizations = new LinkedHashSet<>();
            several.forEach(one -> organizations.add(organization(one.asText())));
            return new ArrayList<>(organizations);
        }
        JsonNode named = data.path("orgId");
        if (partitionKey.startsWith("org:")) {
            UUID keyed = organization(partitionKey.substring("org:".length()));
            require(
                    named.isMissingNode() || named.isNull() || keyed.equals(organization(named.asText())),
                    "data.orgId is not the stream's organization");
            return List.of(keyed);
        }
        require(partitionKey.equals(StreamKey.PLATFORM) || partitionKey.startsWith("acct:"), "partitionkey is unknown");
        return List.of(named.isTextual() ? organization(named.asText()) : LogScope.PLATFORM);
    }

    private static UUID organization(String text) {
        UUID id = uuid(text, "an organization's id");
        require(!id.equals(LogScope.PLATFORM), "an organization's id is reserved");
        return id;
    }

    /** R-AUD-1: the username, for facts about a member. */
    private static @Nullable String name(JsonNode data) {
        for (JsonNode holder : List.of(data.path("after"), data.path("before"), data)) {
            JsonNode name = holder.path("userName");
            if (name.isTextual() && !name.asText().isEmpty()) {
                return fit(name.asText(), "userName");
            }
        }
        return null;
    }

    private static String time(ObjectNode event) {
        try {
            Instant time = OffsetDateTime.parse(text(event, "time")).toInstant();
            require(time.isAfter(EARLIEST) && time.isBefore(LATEST), "time is out of range");
            return time.toString();
        } catch (DateTimeException e) {
            throw new Unfit("time is not RFC 3339");
        }
    }

    private static long sequence(ObjectNode event) {
        Arrival.Claim claim = claim(text(event, "source"), text(event, "sequence"));
        if (claim == null) {
            throw new Unfit("sequence is not a number from 1");
        }
        return claim.seq();
    }

    private static boolean isSource(String source) {
        return source.length() <= COLUMN_MAX && SOURCE.matcher(source).matches();
    }

    private static UUID uuid(String text, String field) {
        try {
            require(text.length() == 36, field + " is not a UUID");
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Unfit(field + " is not a UUID");
        }
    }

    private static String text(ObjectNode event, String field) {
        JsonNode value = event.path(field);
        require(value.isTextual() && !value.asText().isEmpty(), field + " is missing or not a string");
        return fit(value.asText(), field);
    }

    private static String fit(String text, String field) {
        require(text.length() <= COLUMN_MAX, field + " is longer than " + COLUMN_MAX);
        // PostgreSQL's text takes no NUL, and no control character belongs into a name.
        require(text.chars().noneMatch(Character::isISOControl), field + " has a control character");
        return text;
    }

    private static void require(boolean fits, String reason) {
        if (!fits) {
            throw new Unfit(reason);
        }
    }

    /** Ends the reading of one value. */
    private static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final String reason;

        Unfit(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }
}
