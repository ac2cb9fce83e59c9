package dev.rollcall.scimendpoint.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.contract.provisioning.DeliveredCreation.Kind;
import dev.rollcall.contract.provisioning.GroupRecord;
import dev.rollcall.contract.provisioning.ResourceWrite;
import dev.rollcall.contract.provisioning.UserRecord;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.scim.bulk.BulkOperation;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.scim.schema.ResourceTypes;
import dev.rollcall.scimendpoint.exchange.Exchange;
import dev.rollcall.scimendpoint.http.Preconditions;
import dev.rollcall.scimendpoint.http.Requests;
import dev.rollcall.scimendpoint.http.ResourceBase;
import dev.rollcall.scimendpoint.http.ResourceIds;
import dev.rollcall.scimendpoint.membership.Membership;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One operation, carried out as a request of its own would be. */
@ApplicationScoped
public class BulkSteps {
    private final Membership membership;
    private final ResourceBase base;

    BulkSteps(Membership membership, ResourceBase base) {
        this.membership = membership;
        this.base = base;
    }

    /**
     * What became of an operation that succeeded.
     *
     * @param id the resource's; null where it is gone
     * @param version its entity tag; null where it is gone
     */
    record Done(
            int status,
            @Nullable String id,
            @Nullable String location,
            @Nullable String version) {}

    /** @param id of the resource, references resolved; null for a POST */
    Done take(Exchange exchange, BulkOperation operation, @Nullable String id) {
        return Objects.requireNonNull(operation.type()) == ResourceTypes.USER
                ? user(exchange, operation, id)
                : group(exchange, operation, id);
    }

    /** Where the operation's resource is; null when what it names cannot be one. */
    @Nullable
    String location(BulkOperation operation, @Nullable String id) {
        ResourceType type = operation.type();
        return type == null || id == null || !ResourceIds.wellFormed(id)
                ? null
                : base.location(type, UUID.fromString(id));
    }

    private Done user(Exchange exchange, BulkOperation operation, @Nullable String named) {
        UUID connection = exchange.client().connectionId();
        ObjectNode data = operation.data();
        List<Long> versions = Preconditions.versions(operation.version());
        return switch (operation.method()) {
            case POST -> {
                UserRecord created =
                        membership.create(connection, Requests.resource(exchange.userType(), data, exchange));
                exchange.created(Kind.USER, created.id(), created.version());
                yield user(201, created);
            }
            case PUT -> {
                UUID id = id(named, Refusal.USER_UNKNOWN);
                ObjectNode resource = Requests.replacement(exchange.userType(), data, exchange);
                yield user(200, membership.replaceUser(connection, id, versions, resource));
            }
            case PATCH -> {
                UUID id = id(named, Refusal.USER_UNKNOWN);
                var patch = Requests.patch(data, exchange);
                UserRecord changed = membership.patch(connection, id, versions, patch);
                exchange.remarked(changed.remarks());
                yield user(200, changed);
            }
            case DELETE -> {
                UUID id = id(named, Refusal.USER_UNKNOWN);
                yield membership.change(connection, api -> {
                    api.deleteUser(connection, id, versions);
                    return gone(ResourceTypes.USER, id);
                });
            }
            case UNKNOWN -> throw new IllegalStateException("An operation with a fault is not carried out");
        };
    }

    private Done group(Exchange exchange, BulkOperation operation, @Nullable String named) {
        UUID connection = exchange.client().connectionId();
        ObjectNode data = operation.data();
        List<Long> versions = Preconditions.versions(operation.version());
        return switch (operation.method()) {
            case POST -> {
                ResourceWrite write = new ResourceWrite(Requests.resource(ResourceTypes.GROUP, data, exchange));
                GroupRecord created = membership.change(connection, api -> api.createGroup(connection, write));
                exchange.created(Kind.GROUP, created.id(), created.version());
                yield group(201, created);
            }
            case PUT -> {
                UUID id = id(named, Refusal.GROUP_UNKNOWN);
                ResourceWrite write = new ResourceWrite(Requests.replacement(ResourceTypes.GROUP, data, exchange));
                yield group(
                        200,
                        membership.replace(
                                connection, versions, api -> api.replaceGroup(connection, id, versions, write)));
            }
            case PATCH -> {
                UUID id = id(named, Refusal.GROUP_UNKNOWN);
                var patch = Requests.patch(data, exchange);
                GroupRecord changed = membership.patchGroup(connection, id, versions, patch);
                exchange.remarked(changed.remarks());
                yield group(200, changed);
            }
            case DELETE -> {
                UUID id = id(named, Refusal.GROUP_UNKNOWN);
                yield membership.change(connection, api -> {
                    api.deleteGroup(connection, id, versions);
                    return gone(ResourceTypes.GROUP, id);
                });
            }
            case UNKNOWN -> throw new IllegalStateException("An operation with a fault is not carried out");
        };
    }

    private Done user(int status, UserRecord user) {
        return done(status, ResourceTypes.USER, user.id(), user.version());
    }

    private Done group(int status, GroupRecord group) {
        return done(status, ResourceTypes.GROUP, group.id(), group.version());
    }

    private Done done(int status, ResourceType type, UUID id, long version) {
        return new Done(status, id.toString(), base.location(type, id), Preconditions.tag(version));
    }

    private Done gone(ResourceType type, UUID id) {
        return new Done(204, null, base.location(type, id), null);
    }

    private static UUID id(@Nullable String named, Refusal unknown) {
        return ResourceIds.require(Objects.requireNonNullElse(named, ""), unknown);
    }
}
