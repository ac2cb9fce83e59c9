package dev.rollcall.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.RandomResources;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.ScimType;
import dev.rollcall.scim.filter.Filter.And;
import dev.rollcall.scim.filter.Filter.Compare;
import dev.rollcall.scim.filter.Filter.Not;
import dev.rollcall.scim.filter.Filter.Or;
import dev.rollcall.scim.path.AttributePath;
import dev.rollcall.scim.schema.ResourceTypes;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Properties of parser, printer and matcher; jqwik prints the seed of a failure. */
class FilterPropertiesTest {
    private static final String[] PIECES = {
        "(",
        ")",
        "[",
        "]",
        "\"",
        "\\",
        ".",
        " ",
        "and ",
        "or ",
        "not (",
        "pr",
        " eq ",
        " co ",
        "\"x\"",
        "true",
        "12",
        "\\u0041",
        "userName",
        "emails",
        "emails[",
        "type eq \"work\"",
        "].value",
        "urn:",
        "urn:ietf:params:scim:schemas:core:2.0:User:",
        "active",
        "meta.created",
        "manager",
        "\u0000",
        "é",
        "\ud83d\ude00",
        "null",
        "-",
        "e9"
    };

    @Property(tries = 3000)
    void anyTextIsReadOrRefusedWithInvalidFilter(@ForAll String text) {
        readOrRefused(text);
    }

    @Property(tries = 20_000)
    void piecesOfFiltersInAnyOrderAreReadOrRefused(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }

        readOrRefused(text.toString());
    }

    private static void readOrRefused(String text) {
        for (Mode mode : Mode.values()) {
            try {
                Filter filter = FilterParser.parse(text, ResourceTypes.USER, mode);
                assertThat(FilterParser.parse(filter.toString(), ResourceTypes.USER, Mode.INTEROP_STRICT))
                        .isEqualTo(filter);
            } catch (ScimRefusal refusal) {
                assertThat(refusal.type()).isEqualTo(ScimType.invalidFilter);
                assertThat(refusal.detail()).isNotBlank();
            }
        }
    }

    @Property(tries = 2000)
    void whatIsPrintedParsesToAnEqualFilter(@ForAll long seed) {
        Filter filter = RandomFilters.filter(new Random(seed), 4);

        for (Mode mode : Mode.values()) {
            assertThat(FilterParser.parse(filter.toString(), ResourceTypes.USER, mode))
                    .isEqualTo(filter);
        }
    }

    @Property(tries = 2000)
    void notIsTheOppositeAndDeMorganHolds(@ForAll long seed) {
        Random random = new Random(seed);
        ObjectNode user = RandomResources.user(random);
        Filter one = RandomFilters.filter(random, 3);
        Filter two = RandomFilters.filter(random, 3);

        boolean both = matches(new And(List.of(one, two)), user);

        assertThat(matches(new Not(one), user)).isEqualTo(!matches(one, user));
        assertThat(both).isEqualTo(matches(one, user) && matches(two, user));
        assertThat(matches(new Or(List.of(new Not(one), new Not(two))), user)).isEqualTo(!both);
    }

    @Property(tries = 2000)
    void aPresentSingleValueIsEqualOrUnequalAndOrdered(@ForAll long seed) {
        Random random = new Random(seed);
        ObjectNode user = RandomResources.user(random);
        AttributePath path = AttributePath.of("userName");
        JsonNode literal = TextNode.valueOf(RandomResources.word(random));

        assertThat(matches(new Compare(path, Operator.NE, literal), user))
                .isEqualTo(!matches(new Compare(path, Operator.EQ, literal), user));
        assertThat(matches(new Compare(path, Operator.GE, literal), user))
                .isEqualTo(!matches(new Compare(path, Operator.LT, literal), user));
        assertThat(matches(new Compare(path, Operator.LE, literal), user))
                .isEqualTo(!matches(new Compare(path, Operator.GT, literal), user));
    }

    private static boolean matches(Filter filter, ObjectNode user) {
        return filter.matches(ResourceTypes.USER, user);
    }
}
