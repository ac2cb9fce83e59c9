package dev.rollcall.scim.filter;

import dev.rollcall.scim.filter.Filter.And;
import dev.rollcall.scim.filter.Filter.Compare;
import dev.rollcall.scim.filter.Filter.Not;
import dev.rollcall.scim.filter.Filter.Or;
import dev.rollcall.scim.filter.Filter.Present;
import dev.rollcall.scim.filter.Filter.ValuePath;
import java.util.List;

/** Prints a filter in its shortest canonical form. */
final class FilterPrinter {
    private final StringBuilder out = new StringBuilder();

    private FilterPrinter() {}

    static String print(Filter filter) {
        FilterPrinter printer = new FilterPrinter();
        printer.append(filter);
        return printer.out.toString();
    }

    private void append(Filter filter) {
        switch (filter) {
            case And and -> joined(and.operands(), " and ");
            case Or or -> joined(or.operands(), " or ");
            case Not not -> bracketed("not (", not.operand(), ")");
            case Compare compare ->
                out.append(compare.path())
                        .append(' ')
                        .append(compare.operator().wire())
                        .append(' ')
                        .append(compare.literal());
            case Present present -> out.append(present.path()).append(" pr");
            case ValuePath valuePath -> {
                out.append(valuePath.path());
                bracketed("[", valuePath.inner(), "]");
            }
        }
    }

    private void joined(List<Filter> operands, String word) {
        for (int i = 0; i < operands.size(); i++) {
            if (i > 0) {
                out.append(word);
            }
            Filter operand = operands.get(i);
            if (operand instanceof Or) { // an And binds tighter by itself
                bracketed("(", operand, ")");
            } else {
                append(operand);
            }
        }
    }

    private void bracketed(String open, Filter inner, String close) {
        out.append(open);
        append(inner);
        out.append(close);
    }
}
