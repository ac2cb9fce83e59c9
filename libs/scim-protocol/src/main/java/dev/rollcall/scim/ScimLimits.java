package dev.rollcall.scim;

/** Every limit of the library, with its reason. Lengths are in UTF-16 units, as Java counts. */
public final class ScimLimits {
    /** Room for a hundred ids joined by {@code or}; no identity provider sends more than a few terms. */
    public static final int FILTER_LENGTH_MAX = 8_192;
    /** Deeper than any identity provider sends; stops stack exhaustion. */
    public static final int FILTER_DEPTH_MAX = 32;
    /** Each term becomes a condition in SQL; planning time grows with them. */
    public static final int FILTER_TERMS_MAX = 256;
    /** A schema URN, two names and a value filter with a long value. */
    public static final int PATH_LENGTH_MAX = 2_048;
    /** No number in a schema of ours needs more; keeps decimals cheap to compare. */
    public static final int NUMBER_LENGTH_MAX = 40;
    /** Power of ten of a number that is kept: what every reader of JSON can read back. */
    public static final int NUMBER_EXPONENT_MAX = 300;
    /** Longest ordinary string; Entra's own attributes end at 1,024. */
    public static final int STRING_LENGTH_MAX = 4_096;
    /** Strings that are looked up by an index, whose entries must stay far below PostgreSQL's 2,704 bytes. */
    public static final int KEY_LENGTH_MAX = 255;
    /** A certificate in base64 with a long chain of extensions. */
    public static final int BINARY_LENGTH_MAX = 32_768;
    /** Values of one multi-valued attribute of a User. */
    public static final int VALUES_MAX = 100;
    /** Members in one request; larger groups are pushed in several. */
    public static final int MEMBERS_MAX = 100_000;
    /** Operations in one PATCH; Entra and Okta send at most some tens. */
    public static final int OPERATIONS_MAX = 1_000;
    /** Nesting of a JSON body: five are used by the deepest PATCH known. */
    public static final int JSON_DEPTH_MAX = 32;
    /** Names in {@code attributes} or {@code excludedAttributes}: more than all attributes there are. */
    public static final int PROJECTION_NAMES_MAX = 200;
    /** Unknown attributes named to the caller per request; the rest is dropped in silence. */
    public static final int UNKNOWN_NAMES_MAX = 50;

    /** Extensions of one connection: identity providers offer one for their own attributes, sometimes a second. */
    public static final int EXTENSIONS_MAX = 5;
    /** More than the attributes of any schema of the standard; each may be filtered by and is looked for by name. */
    public static final int EXTENSION_ATTRIBUTES_MAX = 50;
    /** Twice what an address has. */
    public static final int EXTENSION_SUB_ATTRIBUTES_MAX = 20;
    /** Canonical values or reference types of one attribute: a list that a person still reads. */
    public static final int EXTENSION_VALUES_MAX = 50;
    /** Names, and values that stand for names. */
    public static final int EXTENSION_NAME_LENGTH_MAX = 64;
    /** Some sentences. */
    public static final int EXTENSION_DESCRIPTION_LENGTH_MAX = 500;
    /** Longer than any URN seen; leaves room for a name behind it in a path. */
    public static final int EXTENSION_URN_LENGTH_MAX = 200;

    private ScimLimits() {}
}
