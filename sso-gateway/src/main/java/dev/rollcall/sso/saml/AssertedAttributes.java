package dev.rollcall.sso.saml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * The attributes of a verified assertion by name. One name in two elements is one attribute with the values of both, so that there is no
 * first or last of them to choose. Blank values, and ones that are XML themselves, are left out.
 *
 * @param values trimmed
 * @param asSent the same with the white space around them
 */
record AssertedAttributes(Map<String, List<String>> values, Map<String, List<String>> asSent) {
    /** Ten are usual; each is stored in the trace. */
    private static final int ATTRIBUTES_MAX = 256;

    static AssertedAttributes of(Element assertion) throws SamlRefused {
        Map<String, Set<String>> found = new LinkedHashMap<>();
        int count = 0;
        for (Element statement : Markup.children(assertion, SamlNames.ASSERTION, "AttributeStatement")) {
            for (Element attribute : Markup.children(statement, SamlNames.ASSERTION, "Attribute")) {
                if (++count > ATTRIBUTES_MAX) {
                    throw new SamlRefused(SamlRefusal.SCHEMA, "at most " + ATTRIBUTES_MAX + " attributes", "more");
                }
                found.computeIfAbsent(Markup.requiredAttribute(attribute, "Name"), name -> new LinkedHashSet<>())
                        .addAll(texts(attribute));
            }
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        Map<String, List<String>> asSent = new LinkedHashMap<>();
        found.forEach((name, distinct) -> {
            values.put(
                    name,
                    distinct.size() == 1
                            ? List.of(distinct.iterator().next().strip())
                            : distinct.stream().map(String::strip).distinct().toList());
            asSent.put(name, List.copyOf(distinct));
        });
        return new AssertedAttributes(Collections.unmodifiableMap(values), Collections.unmodifiableMap(asSent));
    }

    private static List<String> texts(Element attribute) throws SamlRefused {
        List<String> texts = new ArrayList<>();
        for (Element value : Markup.children(attribute, SamlNames.ASSERTION, "AttributeValue")) {
            if (Markup.children(value).isEmpty()) {
                texts.add(Markup.asSent(value));
            }
        }
        texts.removeIf(String::isBlank);
        return texts;
    }

    /** The values of all of these names together, null when none of them was sent. */
    @Nullable
    List<String> all(List<String> names) {
        Set<String> found = new LinkedHashSet<>();
        boolean sent = false;
        for (String name : names) {
            sent |= values.containsKey(name);
            found.addAll(values.getOrDefault(name, List.of()));
        }
        return sent ? List.copyOf(found) : null;
    }

    /** The value of the first of these names that has exactly one, else null: of two names of a person neither is better. */
    @Nullable
    String one(List<String> names) {
        for (String name : names) {
            List<String> found = values.getOrDefault(name, List.of());
            if (found.size() == 1) {
                return found.getFirst();
            }
        }
        return null;
    }

    /** As sent; several values make one that means nothing, so that it is seen to be wrong and grants nothing. Null when there is none. */
    @Nullable
    String joined(String name) {
        List<String> found = values.getOrDefault(name, List.of());
        return found.isEmpty() ? null : String.join(", ", found);
    }

    /** As {@link #joined}, with the white space around the values: for names that grant something and must be met to the letter. */
    @Nullable
    String joinedAsSent(String name) {
        List<String> found = asSent.getOrDefault(name, List.of());
        return found.isEmpty() ? null : String.join(", ", found);
    }

    /** Refuses when one of these names has several values. */
    void requireUnambiguous(List<String> names) throws SamlRefused {
        for (String name : names) {
            List<String> found = values.getOrDefault(name, List.of());
            if (found.size() > 1) {
                throw new SamlRefused(
                        SamlRefusal.ATTRIBUTE_AMBIGUOUS, "one value of " + name, String.join(", ", found));
            }
        }
    }
}
