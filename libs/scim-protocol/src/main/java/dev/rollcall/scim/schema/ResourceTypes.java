package dev.rollcall.scim.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The resource types that there are. */
public final class ResourceTypes {
    public static final ResourceType USER = new ResourceType(
            "User",
            "User",
            "/Users",
            "User Account",
            Schemas.USER,
            List.of(
                    new ResourceType.Extension(Schemas.ENTERPRISE_USER, false),
                    new ResourceType.Extension(Schemas.DOCKER_USER, false),
                    new ResourceType.Extension(Schemas.ROLLCALL_MEMBER, false)));

    public static final ResourceType GROUP =
            new ResourceType("Group", "Group", "/Groups", "Group", Schemas.GROUP, List.of());

    /** What discovery lists. */
    public static final List<ResourceType> ALL = List.of(USER, GROUP);

    /**
     * The User type of a connection that has extensions of its own.
     *
     * @param extensions as {@link ExtensionDocument} made them; for none it is {@link #USER}
     */
    public static ResourceType user(List<ObjectNode> extensions) {
        return USER.with(extensions.stream().map(ExtensionDocument::known).toList());
    }

    private ResourceTypes() {}
}
