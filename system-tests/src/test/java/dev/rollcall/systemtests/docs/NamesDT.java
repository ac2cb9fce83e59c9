package dev.rollcall.systemtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a page names by a name that programs use, exists in what runs. */
class NamesDT {
    private static final Pattern VARIABLE = Pattern.compile("\\bROLLCALL_[A-Z_]+[A-Z]\\b");
    private static final Pattern TOPIC = Pattern.compile("\\b[a-z-]+(?:\\.[a-z-]+)+\\.v1\\b");
    private static final Pattern ROUTE =
            Pattern.compile("`(?:(?:GET|POST|PUT|PATCH|DELETE) )?(/(?:v2|internal|scim|\\.well-known)[^`?\\s]*)`");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z-]+");
    /** Parts of a path that stand in every route of a kind. */
    private static final Set<String> COMMON = Set.of("internal", "scim", "well-known");

    private final String pages = pages();
    private final String code = Sources.code();

    @Test
    void everyVariableThatAPageNamesIsRead() {
        Set<String> unknown = named(VARIABLE, 0);
        assertThat(unknown).isNotNull();
        // ROLLCALL_SCIM_PORT and its like are put together from the service's name.
        unknown.removeIf(
                name -> code.contains(name) || name.matches("ROLLCALL_(SCIM|SSO|MEMBERSHIP|AUDIT)(_MANAGEMENT)?_PORT"));
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyTopicThatAPageNamesIsInTheContract() {
        Set<String> topics = named(TOPIC, 0);
        assertThat(topics).contains("membership.events.v1");
        topics.removeIf(topic -> code.contains("\"" + topic + "\""));
        assertThat(topics).isEmpty();
    }

    /** Each fixed part of a route stands in some {@code @Path}; how the parts hang together is the business of the service's own tests. */
    @Test
    void everyRouteThatAPageNamesIsServed() {
        Set<String> unknown = new TreeSet<>();
        String paths = Pattern.compile("@Path\\(\"([^\"]*)\"\\)")
                .matcher(code)
                .results()
                .map(path -> path.group(1))
                .reduce("", (all, one) -> all + "\n" + one);
        for (String route : named(ROUTE, 1)) {
            for (String part : route.split("/")) {
                String word = part.replaceFirst("^\\.", "").replaceFirst("\\.json$", "");
                if (WORD.matcher(word).matches() && !COMMON.contains(word) && !paths.contains(word)) {
                    unknown.add(route + ": " + part);
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    private Set<String> named(Pattern pattern, int group) {
        Set<String> names = new TreeSet<>();
        Matcher name = pattern.matcher(pages);
        while (name.find()) {
            names.add(name.group(group));
        }
        return names;
    }

    private static String pages() {
        StringBuilder all = new StringBuilder();
        Sources.pages().forEach(page -> all.append(Sources.text(page)).append('\n'));
        return all.toString();
    }
}
