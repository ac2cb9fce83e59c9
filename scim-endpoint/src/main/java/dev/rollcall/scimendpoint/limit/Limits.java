package dev.rollcall.scimendpoint.limit;

/** Every size limit of this service, with its reason; those of the protocol itself are in its library. */
public final class Limits {
    /** A User with every attribute filled and a hundred values in each list stays below a tenth of this. */
    public static final int USER_BODY_MAX = 1 << 20;
    /** A hundred thousand members with names: the largest group pushed in one request. */
    public static final int GROUP_BODY_MAX = 16 << 20;
    /** Bodies above this are large: read only {@link #LARGE_BODIES_AT_ONCE} at a time, since a parsed body takes ten times its size. */
    public static final int LARGE_BODY = 1 << 20;
    /** With {@link #GROUP_BODY_MAX} this bounds what large bodies can take of a small heap. */
    public static final int LARGE_BODIES_AT_ONCE = 1;
    /** R-SCIM-43. */
    public static final int PAGE_MAX = 200;
    /** R-SCIM-43. */
    public static final int PAGE_DEFAULT = 100;

    private Limits() {}
}
