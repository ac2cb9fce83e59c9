package dev.rollcall.scimendpoint.limit;

/** Every size limit of this service, with its reason; those of the protocol itself are in its library. */
public final class Limits {
    /** A User with every attribute filled and a hundred values in each list stays below a tenth of this. */
    public static final int USER_BODY_MAX = 1 << 20;
    /** A hundred thousand members by id, the most in one request; membership-service takes 8 MiB with what is added on the way. */
    public static final int GROUP_BODY_MAX = 8_000_000;
    /** Bodies above this are large: read only {@link #LARGE_BODIES_AT_ONCE} at a time, since a parsed body takes ten times its size. */
    public static final int LARGE_BODY = 1 << 20;
    /** With {@link #GROUP_BODY_MAX} this bounds what large bodies can take of a small heap. */
    public static final int LARGE_BODIES_AT_ONCE = 1;
    /** At some milliseconds each they are done before an identity provider's patience of 60 s ends. */
    public static final int BULK_OPERATIONS_MAX = 1_000;
    /** A thousand Users as identity providers send them. */
    public static final int BULK_BODY_MAX = 1 << 20;
    /** Reads of a person's own record, per second: a page that shows it asks once. */
    public static final int MEMBER_RATE = 10;
    /** R-SCIM-43. */
    public static final int PAGE_MAX = 200;
    /** R-SCIM-43. */
    public static final int PAGE_DEFAULT = 100;

    private Limits() {}
}
