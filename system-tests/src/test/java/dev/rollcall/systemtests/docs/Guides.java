package dev.rollcall.systemtests.docs;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The set-up guides, taken apart. */
final class Guides {
    static final List<String> ALL = List.of("okta", "entra-saml", "entra-oidc", "generic");
    /** Those with a table of their own; the fourth points to its sister's. */
    static final List<String> WITH_TABLE = List.of("okta", "entra-saml", "generic");

    private static final Pattern SHELL = Pattern.compile("^```sh\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ROW =
            Pattern.compile("^\\| `([A-Z_]+)` \\| (\\d+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);

    private Guides() {}

    static String text(String guide) {
        return Sources.text(Sources.ROOT.resolve("docs/guides/" + guide + ".md"));
    }

    /** The shell blocks, in their order. */
    static List<String> blocks(String guide) {
        return SHELL.matcher(text(guide)).results().map(block -> block.group(1)).toList();
    }

    /**
     * A row of the table of failures.
     *
     * @param cause and remedy as the request log words them
     */
    record Failure(String code, int status, String cause, String remedy) {
        private static Failure of(MatchResult row) {
            return new Failure(row.group(1), Integer.parseInt(row.group(2)), row.group(4), row.group(5));
        }
    }

    static List<Failure> failures(String guide) {
        return ROW.matcher(text(guide)).results().map(Failure::of).toList();
    }
}
