package dev.rollcall.scim.schema;

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

    private ResourceTypes() {}
}
