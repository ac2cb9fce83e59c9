package dev.rollcall.scim;

import static dev.rollcall.scim.Mode.COMPAT;
import static dev.rollcall.scim.Mode.INTEROP_STRICT;

import java.util.List;
import java.util.Set;

/**
 * Every deviation of a client that is understood all the same: the only place that says where. Code asks {@link Leeway#tolerates}
 * where the input deviates, and nowhere else. A new one is a constant here, its question there, and a scenario file that names it in
 * {@code tolerated}.
 */
public enum Quirk {
    TEXT_FOR_BOOLEAN(
            "E3",
            "A boolean comes as text, \"True\" or \"False\" in any letter case, also in filters.",
            "A boolean is true or false (RFC 7643 §2.3.2)."),
    TEXT_FOR_NUMBER(
            "E3", "A number comes as text, also in filters.", "A number is not quoted (RFC 7643 §2.3.3, §2.3.4)."),
    SCALAR_FOR_TEXT("general", "A number or a boolean stands for text.", "A string is quoted (RFC 7643 §2.3.1)."),
    EMPTY_TEXT("E6, E8, E17", "Blank text means no value.", "Only null and empty lists do (RFC 7643 §2.5)."),
    LABELS_ONLY(
            "E6",
            "A value of which only type and primary are left is dropped.",
            "It would stay as a value (RFC 7643 §2.4)."),
    ADD_OF_NOTHING("E6", "An add without a value clears.", "An add changes nothing then (RFC 7644 §3.5.2.1)."),
    VALUE_FOR_OBJECT(
            "E7, O7",
            "A reference or an entry of a list comes as its bare value.",
            "It is an object with the sub-attribute value (RFC 7643 §2.4)."),
    LIST_FOR_ONE("E7", "A single value comes as a list of one.", "A singular attribute is no array (RFC 7643 §2.4)."),
    ONE_FOR_LIST("general", "A list comes as its only value.", "A multi-valued attribute is an array (RFC 7643 §2.4)."),
    REFERENCE_WITHOUT_VALUE(
            "E8",
            "A reference that loses its value goes as a whole.",
            "What else it has would stay (RFC 7644 §3.5.2)."),
    SECOND_PRIMARY("general", "A second primary value loses that mark.", "One value is primary (RFC 7643 §2.4)."),
    OP_LETTER_CASE(
            "E2",
            "The op of a PATCH is capitalised.",
            "It is add, remove or replace in lower case (RFC 7644 §3.5.2).",
            COMPAT,
            INTEROP_STRICT),
    VALUE_MADE_BY_REPLACE(
            "E4, E5",
            "A replace whose value path selects nothing makes the value that it describes.",
            "It is refused with noTarget (RFC 7644 §3.5.2.3)."),
    NOTHING_SELECTED(
            "E6, O8",
            "What a value path shall clear is not there: nothing is changed.",
            "There is no target (RFC 7644 §3.5.2.2)."),
    SELECTION_KEPT(
            "E4",
            "A value that is replaced keeps what selected it.",
            "The new value is all there is (RFC 7644 §3.5.2.3)."),
    PARTIAL_REPLACE(
            "SailPoint",
            "A replace of name with some of its parts leaves the others.",
            "So RFC 7644 §3.5.2.3; the interoperability profile replaces the whole."),
    URN_LEFT_OUT(
            "E14", "An extension's attribute comes without its URN.", "The URN stands before it (RFC 7644 §3.10)."),
    EXTENSION_NOT_LISTED(
            "E9",
            "A resource holds an extension that its schemas does not list.",
            "schemas lists every extension (RFC 7643 §3).",
            COMPAT,
            INTEROP_STRICT),
    REMOVE_LISTS_VALUES(
            "E11",
            "A remove lists values: those go, not all.",
            "A remove has no value, and without a filter takes all (RFC 7644 §3.5.2.2).",
            COMPAT,
            INTEROP_STRICT),
    FILTER_BEHIND_BRACKETS(
            "E15",
            "A filter goes on behind the brackets: emails[type eq \"work\"].value eq \"x\".",
            "Nothing follows the closing bracket (RFC 7644 §3.4.2.2).",
            COMPAT,
            INTEROP_STRICT),
    FOREIGN_SCHEMA(
            "E16, E17",
            "schemas lists a URI that the resource has not.",
            "It lists the resource's own schemas (RFC 7643 §3)."),
    SCHEMAS_MISSING("O4", "schemas is absent, or lacks the URI it must have.", "It is required (RFC 7643 §3)."),
    MISSPELT_URN("E17", "An extension's URN lacks a colon.", "A URN is spelled exactly (RFC 7643 §10.2)."),
    BARE_WORD("E19", "A text or a time in a filter comes without quotes.", "It is quoted (RFC 7644 §3.4.2.2)."),
    LONE_BACKSLASH(
            "E20",
            "A backslash in a filter escapes nothing and stands for itself.",
            "It is written twice (RFC 8259 §7)."),
    READ_ONLY_SENT(
            "E16, O3, O6",
            "A PATCH sends read-only attributes back among others; they are passed over.",
            "A change of one is refused (RFC 7644 §3.5.2)."),
    OWN_ID_SENT(
            "O6",
            "A PATCH sends the resource's own id, which changes nothing.",
            "id cannot be written (RFC 7643 §3.1).",
            COMPAT,
            INTEROP_STRICT),
    NULL_NOT_MENTIONED(
            "E17", "members is null in a PATCH without path, and stays as it is.", "Null empties it (RFC 7643 §2.5)."),
    OPERATION_WITHOUT_PATH(
            "E10, O4, O6",
            "An operation has no path.",
            "RFC 7644 §3.5.2 allows it; the interoperability profile does not."),
    EMPTY_PATH("E10", "A path that is blank counts as none.", "A path names an attribute (RFC 7644 §3.5.2)."),
    JSON_TEXT_FOR_OBJECT(
            "Keycloak",
            "The value of an operation without path is JSON in a text.",
            "It is an object (RFC 7644 §3.5.2)."),
    PUT_WITHOUT_REQUIRED(
            "R-SCIM-32",
            "A PUT leaves a required attribute out, which stays as it is.",
            "A PUT holds what is required (RFC 7644 §3.5.1)."),
    ENABLED_FOR_ACTIVE("R-SCIM-33", "active is called enabled.", "It is called active (RFC 7643 §4.1.1)."),
    BULK_ID_MISSING("general", "A POST in a bulk request has no bulkId.", "It is required (RFC 7644 §3.7)."),
    UNKNOWN_ATTRIBUTE(
            "R-SCIM-20",
            "An attribute that no schema knows is ignored and named in the request log.",
            "RFC 7644 leaves it open; the interoperability profile refuses it.");

    private final List<String> cases;
    private final String tolerated;
    private final String standard;
    private final Set<Mode> modes;

    Quirk(String cases, String tolerated, String standard) {
        this(cases, tolerated, standard, COMPAT);
    }

    Quirk(String cases, String tolerated, String standard, Mode... modes) {
        this.cases = List.of(cases.split(", "));
        this.tolerated = tolerated;
        this.standard = standard;
        this.modes = Set.of(modes);
    }

    /** Numbers of the documented habits and requirements that it serves, or the client that is known for it. */
    public List<String> cases() {
        return cases;
    }

    /** What a client may do, in a sentence. */
    public String tolerated() {
        return tolerated;
    }

    /** What it should have done, and where that is said. */
    public String standard() {
        return standard;
    }

    /** Where it is tolerated; elsewhere it is refused, or means what the standard says. */
    public Set<Mode> modes() {
        return modes;
    }
}
