package dev.rollcall.membership.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.ResourcePatch;
import dev.rollcall.contract.provisioning.ScimClient.UserNames;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.scim.Leeway;
import dev.rollcall.scim.patch.Patch;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.resource.Immutables;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** What an IdP's command makes of a user's resource, before anything is stored. */
final class Edits {
    /** Rendered from elsewhere: kept in the resource, they would look like changes later. */
    private static final List<String> NOT_KEPT = List.of("id", "schemas", "meta", "groups", UserState.ROLLCALL);

    private Edits() {}

    /** As it comes from a create: what is not kept goes, and {@code active} is there. */
    static void forStore(ObjectNode resource) {
        resource.remove(NOT_KEPT);
        if (!resource.has("active")) {
            resource.put("active", true);
        }
    }

    /**
     * RFC 7644 §3.5.2.
     *
     * @param leeway notes what was tolerated
     */
    static Description patched(UserState state, ResourcePatch patch, Leeway leeway) {
        List<PatchOperation> operations = operations(patch);
        return edited(state, (ignored, current) -> Patch.apply(state.type(), current, operations, leeway));
    }

    /** RFC 7644 §3.5.1, with what R-SCIM-32, R-SCIM-33 and R-ROLE-11 keep when it is not sent. */
    static Description replaced(UserState state, ObjectNode sent) {
        return edited(state, (current, ignored) -> ChangeRules.kept(current, sent));
    }

    /**
     * The user as an edit leaves it.
     *
     * @param edit gets the state, and a copy of its resource with the id
     * @throws Refused when the edit, its outcome, or its target is not allowed
     */
    static Description edited(UserState state, BiFunction<UserState, ObjectNode, ObjectNode> edit) {
        ObjectNode withId = state.resource().deepCopy().put("id", state.id().toString());
        ObjectNode edited = edit.apply(state, withId);
        edited.remove(NOT_KEPT);
        Immutables.require(state.type(), state.resource(), edited);
        Description wanted = Description.of(edited, state.connection().userNames() == UserNames.EMAIL);
        UserRules.fault(state.connection(), wanted).ifPresent(fault -> {
            throw fault.refused();
        });
        ChangeRules.unmanaged(state.memberships(), wanted.userName()).ifPresent(down -> {
            throw down.refused();
        });
        return wanted;
    }

    /** The contract's steps as the protocol library takes them. */
    static List<PatchOperation> operations(ResourcePatch patch) {
        return patch.steps().stream()
                .map(step -> new PatchOperation(
                        PatchOperation.Op.valueOf(step.op().toUpperCase(Locale.ROOT)), step.path(), step.value()))
                .toList();
    }
}
