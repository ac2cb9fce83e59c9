package dev.rollcall.scim.filter;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.scim.RandomResources;
import dev.rollcall.scim.filter.Filter.And;
import dev.rollcall.scim.filter.Filter.Compare;
import dev.rollcall.scim.filter.Filter.Not;
import dev.rollcall.scim.filter.Filter.Or;
import dev.rollcall.scim.filter.Filter.Present;
import dev.rollcall.scim.filter.Filter.ValuePath;
import dev.rollcall.scim.path.AttributePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Filters of users made by chance, in the words of {@link RandomResources}. */
public final class RandomFilters {
    private RandomFilters() {}

    /** @param depth how deep it nests at most */
    public static Filter filter(Random random, int depth) {
        return switch (depth == 0 ? 3 + random.nextInt(3) : random.nextInt(6)) {
            case 0 -> new And(operands(random, depth, And.class));
            case 1 -> new Or(operands(random, depth, Or.class));
            case 2 -> new Not(filter(random, depth - 1));
            case 3 -> new Present(path(random));
            case 4 ->
                new ValuePath(AttributePath.of(random.nextBoolean() ? "emails" : "phoneNumbers"), inner(random, 2));
            default -> compare(random);
        };
    }

    private static List<Filter> operands(Random random, int depth, Class<? extends Filter> notThis) {
        List<Filter> operands = new ArrayList<>();
        while (operands.size() < 2 + random.nextInt(2)) {
            Filter operand = filter(random, depth - 1);
            if (!notThis.isInstance(operand)) {
                operands.add(operand);
            }
        }
        return operands;
    }

    private static Filter inner(Random random, int depth) {
        if (depth > 0 && random.nextBoolean()) {
            return new Or(List.of(inner(random, 0), new Not(inner(random, depth - 1))));
        }
        return random.nextBoolean()
                ? new Compare(AttributePath.of("primary"), Operator.EQ, BooleanNode.TRUE)
                : new Compare(
                        AttributePath.of("type"), textOperator(random), TextNode.valueOf(RandomResources.word(random)));
    }

    private static Filter compare(Random random) {
        if (random.nextInt(8) == 0) {
            return new Compare(path(random), random.nextBoolean() ? Operator.EQ : Operator.NE, NullNode.instance);
        }
        return new Compare(path(random), textOperator(random), TextNode.valueOf(RandomResources.word(random)));
    }

    private static Operator textOperator(Random random) {
        return Operator.values()[random.nextInt(Operator.values().length)];
    }

    private static AttributePath path(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> AttributePath.of("userName");
            case 1 -> new AttributePath(null, "name", "givenName");
            case 2 ->
                new AttributePath("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "manager", "value");
            case 3 -> new AttributePath(null, "emails", "value");
            default -> AttributePath.of("title");
        };
    }
}
