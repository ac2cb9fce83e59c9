package dev.rollcall.membership.scimrequest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.rollcall.contract.provisioning.ScimRequestRecord;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the log as an owner sees it.
 *
 * @param diagnosis null for a request that did what it was meant to
 */
record ShownRequest(
        @JsonUnwrapped ScimRequestRecord request, @Nullable Diagnosis diagnosis) {
    static ShownRequest of(ScimRequestRecord request) {
        return new ShownRequest(request, DiagnosisRules.of(request).orElse(null));
    }
}
