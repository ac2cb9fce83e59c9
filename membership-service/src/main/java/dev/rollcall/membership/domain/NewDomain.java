package dev.rollcall.membership.domain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.membership.admin.Fields;
import org.jspecify.annotations.Nullable;

/** A claim; {@code byOperator} when whoever runs this installation vouches for it. */
record NewDomain(String name, boolean byOperator) {
    private enum Verifier {
        OPERATOR
    }

    static NewDomain read(@Nullable ObjectNode body) {
        Fields fields = Fields.of(body);
        String name = DomainRules.requireName(fields.text("name", DomainRules.NAME_MAX), PublicMailDomains.NAMES);
        boolean byOperator = fields.optionalConstant("verifiedBy", Verifier.class) != null;
        fields.end();
        return new NewDomain(name, byOperator);
    }
}
