package dev.rollcall.membership.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A JSON body, read field by field; every fault is VALUE_INVALID and names its field. An explicit null counts as absent. */
public final class Fields {
    private final ObjectNode body;
    private final Set<String> known = new HashSet<>();

    private Fields(ObjectNode body) {
        this.body = body;
    }

    public static Fields of(@Nullable ObjectNode body) {
        if (body == null) {
            throw Refusal.REQUEST_MALFORMED.because("The request needs a JSON object as its body.");
        }
        return new Fields(body);
    }

    /** Whether the field stands in the body, be it as null: tells "set to nothing" from "leave it". */
    public boolean has(String name) {
        known.add(name);
        return body.has(name);
    }

    public String text(String name, int lengthMax) {
        return required(name, optionalText(name, lengthMax));
    }

    /** Stripped, not blank, without control characters. */
    public @Nullable String optionalText(String name, int lengthMax) {
        JsonNode value = find(name);
        return value == null ? null : text(name, value, lengthMax);
    }

    /** As it came, line breaks included: something that is pasted whole, for whoever reads it to judge. */
    public @Nullable String optionalPasted(String name, int lengthMax) {
        JsonNode value = find(name);
        return value == null ? null : pasted(name, value, lengthMax);
    }

    public List<String> pastedTexts(String name, int countMax, int lengthMax) {
        JsonNode value = required(name, find(name));
        if (!value.isArray() || value.isEmpty() || value.size() > countMax) {
            throw refused(name, "must be a list of 1 to " + countMax + " strings");
        }
        List<String> texts = new ArrayList<>();
        value.forEach(element -> texts.add(pasted(name, element, lengthMax)));
        return texts;
    }

    public @Nullable Integer optionalInteger(String name, int min, int max) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            throw refused(name, "must be a whole number from " + min + " to " + max);
        }
        return value.intValue();
    }

    public @Nullable Boolean optionalFlag(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            throw refused(name, "must be true or false");
        }
        return value.booleanValue();
    }

    public <E extends Enum<E>> E constant(String name, Class<E> type) {
        return required(name, optionalConstant(name, type));
    }

    /** One of an enum's names, in any letter case. */
    public <E extends Enum<E>> @Nullable E optionalConstant(String name, Class<E> type) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (value.isTextual()) {
            String wanted = value.textValue().toUpperCase(Locale.ROOT);
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(wanted)) {
                    return constant;
                }
            }
        }
        throw refused(
                name,
                "must be one of "
                        + Stream.of(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")));
    }

    /** An object, to be read and ended like this one; its faults name the inner field alone. */
    public @Nullable Fields optionalObject(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return new Fields(object);
        }
        throw refused(name, "must be an object");
    }

    /** RFC 3339, with any offset; kept in microseconds. */
    public @Nullable Instant optionalInstant(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value.isTextual() ? value.textValue() : "")
                    .toInstant()
                    .truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw refused(name, "must be a date and time like 2027-01-31T12:00:00Z");
        }
    }

    public @Nullable UUID optionalId(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        return Ids.parse(value.isTextual() ? value.textValue() : "").orElseThrow(() -> refused(name, "must be a UUID"));
    }

    /** Texts as {@link #optionalText}, each once, in their order. */
    public @Nullable List<String> optionalTexts(String name, int countMax, int lengthMax) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (!value.isArray() || value.size() > countMax) {
            throw refused(name, "must be a list of at most " + countMax + " strings");
        }
        List<String> texts = new ArrayList<>();
        value.forEach(element -> texts.add(text(name, element, lengthMax)));
        return texts.stream().distinct().toList();
    }

    /** Refuses what nobody asked for: a misspelt field must not be silently without effect. */
    public void end() {
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw refused(shown(name), "is not a field of this request");
            }
        });
    }

    public static Refused refused(String field, String fault) {
        return Refusal.VALUE_INVALID.because(field + ": " + fault + ".");
    }

    private @Nullable JsonNode find(String name) {
        known.add(name);
        JsonNode value = body.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw refused(name, "is required");
        }
        return value;
    }

    private static String text(String name, JsonNode value, int lengthMax) {
        String text = value.isTextual() ? value.textValue().strip() : "";
        if (text.isEmpty() || text.length() > lengthMax || text.chars().anyMatch(Character::isISOControl)) {
            throw refused(name, "must be a text of 1 to " + lengthMax + " characters without control characters");
        }
        return text;
    }

    private static String pasted(String name, JsonNode value, int lengthMax) {
        if (!value.isTextual() || value.textValue().length() > lengthMax) {
            throw refused(name, "must be a text of at most " + lengthMax + " characters");
        }
        return value.textValue();
    }

    /** A name that came from the caller, short enough to be repeated in an answer. */
    private static String shown(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= 40 ? clean : clean.substring(0, 40) + "…";
    }
}
