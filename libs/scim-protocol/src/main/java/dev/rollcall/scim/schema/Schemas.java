package dev.rollcall.scim.schema;

import java.util.List;

/** The schemas that there are. */
public final class Schemas {
    /** Core User (RFC 7643 §4.1). */
    public static final Schema USER = SchemaDocument.load("user.json");
    /** Enterprise User (RFC 7643 §4.3). */
    public static final Schema ENTERPRISE_USER = SchemaDocument.load("enterprise-user.json");
    /** Role, organization and team (R-ROLE-1). */
    public static final Schema DOCKER_USER = SchemaDocument.load("docker-user.json");
    /** Read-only facts about the membership: username, origin, managedBy. */
    public static final Schema ROLLCALL_MEMBER = SchemaDocument.load("rollcall-member.json");
    /** Core Group (RFC 7643 §4.2). */
    public static final Schema GROUP = SchemaDocument.load("group.json");
    /** What discovery lists. */
    public static final List<Schema> ALL = List.of(USER, ENTERPRISE_USER, DOCKER_USER, ROLLCALL_MEMBER, GROUP);

    /** schemas, id, externalId and meta: part of every resource, of no schema (RFC 7643 §3.1); discovery does not list it. */
    static final Schema COMMON = SchemaDocument.load("common.json");

    private Schemas() {}
}
