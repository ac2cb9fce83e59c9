package dev.rollcall.scim.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.request.PatchOpRequest;
import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.complex.FilterConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.PatchConfig;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.endpoints.base.UserEndpointDefinition;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.filter.resources.FilterResourceResolver;
import de.captaingoldfish.scim.sdk.server.patch.DefaultPatchOperationHandler;
import de.captaingoldfish.scim.sdk.server.patch.PatchRequestHandler;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import de.captaingoldfish.scim.sdk.server.schemas.ResourceType;
import de.captaingoldfish.scim.sdk.server.utils.RequestUtils;
import java.util.List;

/** SCIM-SDK's filter and PATCH without its server around them. */
final class ForeignSdk {
    private static final ServiceProvider CONFIG = ServiceProvider.builder()
            .filterConfig(FilterConfig.builder().supported(true).maxResults(10).build())
            .patchConfig(PatchConfig.builder()
                    .supported(true)
                    .doNotFailOnNoTarget(true)
                    .build())
            .build();
    private static final ResourceType USER =
            new ResourceEndpoint(CONFIG).registerEndpoint(new UserEndpointDefinition(new OneUser(null)));

    private ForeignSdk() {}

    /** @throws RuntimeException when it takes the filter for wrong */
    static boolean matches(String filter, ObjectNode user) {
        FilterNode node = RequestUtils.parseFilter(USER, filter);
        return !FilterResourceResolver.filterResources(CONFIG, List.of(copy(user)), node)
                .isEmpty();
    }

    /** @throws RuntimeException when it refuses the message */
    static ObjectNode patched(ObjectNode user, JsonNode message) {
        User before = copy(user);
        var operations =
                new DefaultPatchOperationHandler<>(User.class, CONFIG.getPatchConfig(), USER, new Context(null)) {
                    @Override
                    public User getPatchedResource(String id) {
                        return before;
                    }

                    @Override
                    public User getUpdatedResource(
                            String id,
                            User patched,
                            boolean changed,
                            List<SchemaAttribute> attributes,
                            List<SchemaAttribute> excluded,
                            Context context) {
                        return patched;
                    }
                };
        var handler = new PatchRequestHandler<User>("u1", CONFIG, USER, operations, new Context(null));
        return handler.handlePatchRequest(JsonHelper.copyResourceToObject(message, PatchOpRequest.class));
    }

    private static User copy(ObjectNode user) {
        return JsonHelper.copyResourceToObject(user.deepCopy(), User.class);
    }

    /** What its PATCH wants to have behind it. */
    private static final class OneUser extends ResourceHandler<User> {
        private final User user;

        OneUser(User user) {
            this.user = user;
        }

        @Override
        public User createResource(User created, Context context) {
            return created;
        }

        @Override
        public User getResource(
                String id, List<SchemaAttribute> attributes, List<SchemaAttribute> excluded, Context context) {
            return user;
        }

        @Override
        public PartialListResponse<User> listResources(
                long start,
                int count,
                FilterNode filter,
                SchemaAttribute sortBy,
                SortOrder order,
                List<SchemaAttribute> attributes,
                List<SchemaAttribute> excluded,
                Context context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public User updateResource(User updated, Context context) {
            return updated;
        }

        @Override
        public void deleteResource(String id, Context context) {}
    }
}
