package dev.rollcall.membership.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.ScimDateTime;
import dev.rollcall.scim.ScimRefusal;
import dev.rollcall.scim.filter.Operator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A dateTime in JSON, which is kept as the client wrote it. Compared to the microsecond, as far as PostgreSQL counts; without an offset it is
 * UTC. What PostgreSQL cannot read, left from when the attribute had another type, is absent.
 *
 * @param text the value as text; null where absent
 */
record JsonMoment(String text) implements Operand {

    private String moment() {
        String whole = "regexp_replace(" + text + ", '([.][0-9]{6})[0-9]+', '\\1')"; // cut, where a cast would round
        String zoned = "(" + whole + " || case when " + text
                + " ~* '(z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2}){0,1})$' then '' else 'Z' end)";
        return "(case when pg_input_is_valid(" + zoned + ", 'timestamptz') then " + zoned + "::timestamptz end)";
    }

    @Override
    public Condition present() {
        return Condition.of(text + " <> ''");
    }

    @Override
    public Condition holds(Operator operator, JsonNode literal) {
        Instant exact = ScimDateTime.find(literal.asText())
                .orElseThrow(() -> ScimRefusal.invalidFilter("A dateTime is compared with a dateTime only."));
        return Condition.of(
                moment() + " " + TextOperand.sign(operator) + " ?",
                MomentOperand.within(exact).truncatedTo(ChronoUnit.MICROS));
    }

    @Override
    public String sortKey() {
        return moment();
    }
}
