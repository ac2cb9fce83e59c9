package dev.rollcall.membership.domain;

import dev.rollcall.membership.domain.UncapturedAccounts.Uncaptured;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The domain audit as a file (RFC 4180): columns Name, Username, Email (R-DOM-6). */
final class AuditCsv {
    private static final String HEADER = "Name,Username,Email\r\n";
    /** What a spreadsheet would take for a formula, were it first in a cell. */
    private static final String FORMULA = "=+-@\t\r";

    private AuditCsv() {}

    static String of(List<Uncaptured> accounts) {
        StringBuilder lines = new StringBuilder(HEADER);
        for (Uncaptured account : accounts) {
            lines.append(cell(account.fullName()))
                    .append(',')
                    .append(cell(account.userName()))
                    .append(',')
                    .append(cell(account.email()))
                    .append("\r\n");
        }
        return lines.toString();
    }

    private static String cell(@Nullable String value) {
        String text = Objects.requireNonNullElse(value, "");
        String harmless = text.isEmpty() || FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
