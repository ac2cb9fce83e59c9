package dev.rollcall.sandbox.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an identity provider remembers of earlier answers: the ids it was given. */
final class Kept {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z]+)}");

    private final Map<String, String> values;

    Kept(Map<String, String> given) {
        values = new HashMap<>(given);
    }

    /** Remembers what the step needs of an answer; what is not there is not remembered. */
    void keep(Step step, JsonNode body) {
        step.keeps().forEach((name, pointer) -> {
            if (body.at(pointer).isValueNode()) {
                values.put(name, body.at(pointer).asText());
            }
        });
    }

    /** The text with its values in place; a name that nobody knows stays as it is. */
    String fill(String text) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }

    /** The names in a call that no answer gave; empty when it can be made. */
    Set<String> missing(Call call) {
        Set<String> missing = new TreeSet<>();
        String body = call.body();
        Matcher place = PLACE.matcher(call.path() + " " + (body == null ? "" : body));
        while (place.find()) {
            if (!values.containsKey(place.group(1))) {
                missing.add(place.group(1));
            }
        }
        return missing;
    }
}
