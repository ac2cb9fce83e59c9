package dev.rollcall.membership.domain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.membership.admin.Fields;
import org.jspecify.annotations.Nullable;

/** What may be changed on a domain. */
record DomainChange(boolean autoProvisioning) {

    static DomainChange read(@Nullable ObjectNode body) {
        Fields fields = Fields.of(body);
        Boolean autoProvisioning = fields.optionalFlag("autoProvisioning");
        fields.end();
        if (autoProvisioning == null) {
            throw Fields.refused("autoProvisioning", "is required");
        }
        return new DomainChange(autoProvisioning);
    }
}
