package dev.rollcall.scim.filter;

import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.Quirk;
import dev.rollcall.scim.ScimLimits;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.filter.Filter.And;
import dev.rollcall.scim.filter.Filter.Compare;
import dev.rollcall.scim.filter.Filter.Not;
import dev.rollcall.scim.filter.Filter.Or;
import dev.rollcall.scim.filter.Filter.Present;
import dev.rollcall.scim.filter.Filter.ValuePath;
import dev.rollcall.scim.path.AttributePath;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.Attribute.Returned;
import dev.rollcall.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parses filters: RFC 7644 §3.4.2.2, Figure 1, and {@code attr[…].sub op value} as Entra documents it. */
public final class FilterParser {
    private final Scanner scanner;
    private final ResourceType type;
    private final List<ResourceType> others;
    private final Leeway leeway;
    private int terms;

    FilterParser(Scanner scanner, ResourceType type, Leeway leeway) {
        this(scanner, type, List.of(), leeway);
    }

    private FilterParser(Scanner scanner, ResourceType type, List<ResourceType> others, Leeway leeway) {
        this.scanner = scanner;
        this.type = type;
        this.others = others;
        this.leeway = leeway;
    }

    /**
     * @throws ScimRefusal invalidFilter when it cannot be read, names an unknown attribute, compares what cannot be compared, or is
     *     beyond {@link ScimLimits#FILTER_LENGTH_MAX}, {@link ScimLimits#FILTER_DEPTH_MAX} or {@link ScimLimits#FILTER_TERMS_MAX}
     */
    public static Filter parse(String text, ResourceType type, Leeway leeway) {
        return parse(text, type, List.of(), leeway);
    }

    /** As {@link #parse(String, ResourceType, Leeway)}, where nobody asks what was tolerated. */
    public static Filter parse(String text, ResourceType type, Mode mode) {
        return parse(text, type, List.of(), new Leeway(mode));
    }

    /** As {@link #parse(String, ResourceType, List, Leeway)}, where nobody asks what was tolerated. */
    public static Filter parse(String text, ResourceType type, List<ResourceType> others, Mode mode) {
        return parse(text, type, others, new Leeway(mode));
    }

    /**
     * As {@link #parse(String, ResourceType, Leeway)}, for resources of one type in a list that has others, too. What only another type has
     * is no mistake but an attribute that these resources have no value of (RFC 7644 §3.4.2.1); its path names the schema that it is of and
     * leads to nothing in {@code type}.
     *
     * @param others the other types in the list
     */
    public static Filter parse(String text, ResourceType type, List<ResourceType> others, Leeway leeway) {
        if (text.length() > ScimLimits.FILTER_LENGTH_MAX) {
            throw ScimRefusal.invalidFilter(
                    "A filter has at most " + ScimLimits.FILTER_LENGTH_MAX + " characters, not " + text.length() + ".");
        }
        Scanner scanner = new Scanner(text, leeway, 0);
        Filter filter = new FilterParser(scanner, type, others, leeway).or(null, 0);
        if (!scanner.atEnd()) {
            throw scanner.refusal("expected 'and', 'or' or the end");
        }
        return filter;
    }

    /** Parses what stands in square brackets after a complex attribute, and the closing bracket. */
    Filter inner(Attribute complex, int depth) {
        if (!complex.complex() || complex.subAttributes().stream().anyMatch(Attribute::complex)) {
            throw ScimRefusal.invalidFilter("'" + complex.name() + "' has no values that [ ] could select among.");
        }
        Filter inner = or(complex, depth + 1);
        scanner.skipSpaces();
        if (!scanner.take(']')) {
            throw scanner.refusal("expected 'and', 'or' or ']'");
        }
        return inner;
    }

    private Filter or(@Nullable Attribute scope, int depth) {
        if (depth > ScimLimits.FILTER_DEPTH_MAX) {
            throw ScimRefusal.invalidFilter("A filter nests at most " + ScimLimits.FILTER_DEPTH_MAX + " levels deep.");
        }
        Filter first = and(scope, depth);
        if (!scanner.takeKeyword("or")) {
            return first;
        }
        List<Filter> operands = new ArrayList<>();
        addOr(operands, first);
        do {
            addOr(operands, and(scope, depth));
        } while (scanner.takeKeyword("or"));
        return new Or(operands);
    }

    private static void addOr(List<Filter> operands, Filter operand) {
        if (operand instanceof Or nested) {
            operands.addAll(nested.operands());
        } else {
            operands.add(operand);
        }
    }

    private Filter and(@Nullable Attribute scope, int depth) {
        Filter first = term(scope, depth);
        if (!scanner.takeKeyword("and")) {
            return first;
        }
        List<Filter> operands = new ArrayList<>();
        addAnd(operands, first);
        do {
            addAnd(operands, term(scope, depth));
        } while (scanner.takeKeyword("and"));
        return new And(operands);
    }

    private static void addAnd(List<Filter> operands, Filter operand) {
        if (operand instanceof And nested) {
            operands.addAll(nested.operands());
        } else {
            operands.add(operand);
        }
    }

    private Filter term(@Nullable Attribute scope, int depth) {
        if (++terms > ScimLimits.FILTER_TERMS_MAX) {
            throw ScimRefusal.invalidFilter("A filter has at most " + ScimLimits.FILTER_TERMS_MAX + " terms.");
        }
        scanner.skipSpaces();
        if (scanner.take('(')) {
            return closed(scope, depth);
        }
        if (scanner.takeKeyword("not")) {
            scanner.skipSpaces();
            if (!scanner.take('(')) {
                throw scanner.refusal("'not' is followed by '('");
            }
            return new Not(closed(scope, depth));
        }
        return attributeTerm(scope, depth);
    }

    private Filter closed(@Nullable Attribute scope, int depth) {
        Filter filter = or(scope, depth + 1);
        scanner.skipSpaces();
        if (!scanner.take(')')) {
            throw scanner.refusal("expected 'and', 'or' or ')'");
        }
        return filter;
    }

    private Filter attributeTerm(@Nullable Attribute scope, int depth) {
        String word = scanner.word();
        if (word.isEmpty()) {
            throw scanner.refusal("expected an attribute, 'not' or '('");
        }
        if (scope != null) {
            return comparison(subPath(scope, word), subAttribute(scope, word));
        }
        Named named = named(word);
        return named.path().subAttribute() == null && scanner.take('[')
                ? valuePath(named.path(), named.leaf(), depth)
                : comparison(named.path(), named.leaf());
    }

    private Filter valuePath(AttributePath path, Attribute complex, int depth) {
        Filter inner = inner(complex, depth);
        if (!scanner.take('.') || !leeway.tolerates(Quirk.FILTER_BEHIND_BRACKETS)) {
            return new ValuePath(path, inner);
        }
        String word = scanner.word();
        Filter last = comparison(subPath(complex, word), subAttribute(complex, word));
        List<Filter> operands = new ArrayList<>();
        addAnd(operands, inner);
        operands.add(last);
        return new ValuePath(path, new And(operands));
    }

    private Filter comparison(AttributePath path, Attribute leaf) {
        if (scanner.takeKeyword("pr")) {
            return new Present(path);
        }
        scanner.skipSpaces();
        String word = scanner.word();
        Operator operator = Operator.find(word);
        if (operator == null) {
            throw scanner.refusal(
                    "expected an operator (eq, ne, co, sw, ew, pr, gt, ge, lt, le), not " + ScimRefusal.shown(word));
        }
        Literal literal = scanner.literal();
        Attribute value = leaf.complex() && path.subAttribute() == null ? leaf.findSubAttribute("value") : null;
        if (value == null) {
            return new Compare(path, operator, literal.typed(leaf, operator, leeway));
        }
        return new Compare(path.withSub(value.name()), operator, literal.typed(value, operator, leeway));
    }

    /** What a word means: in this type, or else in another one of the list. */
    private record Named(AttributePath path, Attribute leaf) {}

    private Named named(String word) {
        ScimRefusal fault;
        try {
            AttributePath path = AttributePath.parse(word, type, leeway);
            Attribute leaf = path.leafIn(type);
            if (leaf != null) {
                return new Named(path, comparable(leaf));
            }
            fault = ScimRefusal.invalidFilter(
                    "There is no attribute " + ScimRefusal.shown(word) + " in " + typeNames() + ".");
        } catch (ScimRefusal noPath) {
            fault = ScimRefusal.invalidFilter(noPath.detail());
        }
        for (ResourceType other : others) {
            Named elsewhere = findElsewhere(other, word);
            if (elsewhere != null) {
                return elsewhere;
            }
        }
        throw fault;
    }

    private @Nullable Named findElsewhere(ResourceType other, String word) {
        AttributePath path;
        try {
            path = AttributePath.parse(word, other, leeway);
        } catch (ScimRefusal noPath) {
            return null;
        }
        Attribute leaf = path.leafIn(other);
        return leaf == null ? null : new Named(path.ownedBy(other), comparable(leaf));
    }

    private String typeNames() {
        return Stream.concat(Stream.of(type), others.stream())
                .map(ResourceType::name)
                .sorted(Comparator.reverseOrder())
                .collect(Collectors.joining(" or "));
    }

    private static Attribute comparable(Attribute leaf) {
        if (leaf.returned() == Returned.NEVER) { // RFC 7644 §7.5: a filter would give it away letter by letter
            throw ScimRefusal.invalidFilter("'" + leaf.name() + "' cannot be filtered.");
        }
        return leaf;
    }

    private static AttributePath subPath(Attribute complex, String word) {
        return AttributePath.of(subAttribute(complex, word).name());
    }

    private static Attribute subAttribute(Attribute complex, String word) {
        Attribute sub = complex.findSubAttribute(word);
        if (sub == null) {
            throw ScimRefusal.invalidFilter(
                    "There is no sub-attribute " + ScimRefusal.shown(word) + " in '" + complex.name() + "'.");
        }
        return sub;
    }
}
