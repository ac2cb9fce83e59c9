package dev.rollcall.membership.provenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of one membership as somebody writes them: every writer, SCIM and JIT alike, asks this for what to store with its change and
 * whether it now flaps with the other.
 */
public final class Provenance {
    /** The column to read of {@code member m}, under the same lock as what is changed. */
    public static final String READ = "(m.provenance -> 'attributes')::text as written";

    /** The new value of the column in an update of {@code member m} from rows {@code n} with {@code written}; null there keeps it. */
    public static final String MERGED = """
            case when n.written is null then m.provenance else coalesce(m.provenance, '{}') || jsonb_build_object(
                'attributes', coalesce(m.provenance -> 'attributes', '{}') || n.written::jsonb) end""";

    private static final int ATTRIBUTES_MAX =
            200; // far more teams than one person changes; a row must not grow without end
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final TypeReference<Map<String, Written>> ATTRIBUTES = new TypeReference<>() {};

    private Provenance() {}

    /**
     * What a change adds.
     *
     * @param json the changed attributes, for {@link #MERGED}; null when there is nothing to store
     * @param flaps each to be recorded as a conflict
     */
    public record Noted(@Nullable String json, List<Flapping> flaps) {
        public static final Noted NOTHING = new Noted(null, List.of());
    }

    /** An attribute that JIT and SCIM change in turn (R-ORG-8), with the value of each; null for none. */
    public record Flapping(
            String attribute,
            @Nullable String scimValue,
            @Nullable String jitValue) {}

    /**
     * Notes changes that take effect.
     *
     * @param known what {@link #READ} read; null when nothing was ever noted
     * @param actor as in {@code scim:<connection id>}
     */
    public static Noted note(@Nullable String known, Writer by, String actor, Instant at, List<Writing> writings) {
        if (writings.isEmpty()) {
            return Noted.NOTHING;
        }
        Map<String, Written> before = parse(known);
        Map<String, Written> after = new LinkedHashMap<>();
        List<Flapping> flaps = new ArrayList<>();
        for (Writing writing : writings) {
            Written old = before.get(writing.attribute());
            if (old == null && !worthNoting(writing, before.size() + after.size())) {
                continue;
            }
            Written now = ProvenanceRules.change(old == null ? Written.NEVER : old, by, actor, at, writing);
            after.put(writing.attribute(), now);
            ProvenanceRules.flapping(writing.attribute(), now)
                    .ifPresent(flap -> flaps.add(new Flapping(flap.attribute(), flap.scimValue(), flap.jitValue())));
        }
        return after.isEmpty() ? Noted.NOTHING : new Noted(write(after), flaps);
    }

    /** Notes a value that a source sent and that was not taken over, because another source decides. */
    public static Noted offered(
            @Nullable String known, Writer by, Instant at, String attribute, @Nullable String value) {
        Written old = parse(known).getOrDefault(attribute, Written.NEVER);
        return new Noted(write(Map.of(attribute, ProvenanceRules.offer(old, by, value, at))), List.of());
    }

    static Map<String, Written> parse(@Nullable String known) {
        if (known == null) {
            return Map.of();
        }
        try {
            return JSON.readValue(known, ATTRIBUTES);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A stored provenance cannot be read", e);
        }
    }

    /** The first joining of a team is told by the row of the team, which every group push writes anyway. */
    private static boolean worthNoting(Writing writing, int noted) {
        boolean team = writing.attribute().startsWith(Writing.TEAM);
        return !team || writing.after() == null && noted < ATTRIBUTES_MAX;
    }

    private static String write(Map<String, Written> attributes) {
        try {
            // PostgreSQL's jsonb takes every character but this one.
            return JSON.writeValueAsString(attributes).replace("\\u0000", "");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
