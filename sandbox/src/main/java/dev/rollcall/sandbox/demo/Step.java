package dev.rollcall.sandbox.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing an identity provider does on its day.
 *
 * @param name short and stable, unique within a day's identity provider
 * @param wants what it wants, as a person would say it
 * @param keeps which values of the answer later steps need: JSON pointer by name
 */
public record Step(Idp idp, String name, String wants, Call call, Expected expected, Map<String, String> keeps) {

    static Step of(Idp idp, String name, String wants, Call call, Expected expected) {
        return new Step(idp, name, wants, call, expected, Map.of());
    }

    Step keeping(String name, String pointer) {
        Map<String, String> more = new LinkedHashMap<>(keeps);
        more.put(name, pointer);
        return new Step(idp, this.name, wants, call, expected, more);
    }
}
