package dev.rollcall.sandbox.demo;

import static dev.rollcall.contract.event.EventType.ACCOUNT_CREATED;
import static dev.rollcall.contract.event.EventType.GROUP_MAPPING_CREATED;
import static dev.rollcall.contract.event.EventType.GROUP_MAPPING_DELETED;
import static dev.rollcall.contract.event.EventType.MEMBER_TEAM_ADDED;
import static dev.rollcall.contract.event.EventType.MEMBER_TEAM_REMOVED;
import static dev.rollcall.contract.event.EventType.TEAM_CREATED;
import static dev.rollcall.contract.event.EventType.USER_DEACTIVATED;
import static dev.rollcall.contract.event.EventType.USER_PROVISIONED;
import static dev.rollcall.contract.event.EventType.USER_REACTIVATED;
import static dev.rollcall.contract.event.EventType.USER_REMOVED;
import static dev.rollcall.contract.event.EventType.USER_UPDATED;

import java.util.List;

/** Entra ID's day on connection {@code globex}: capital operations, booleans as strings, value paths, a DELETE at the end. */
final class EntraDay {
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String ALAN_MAIL = "alan.${run}@globex.example";
    private static final String JOAN_MAIL = "joan.${run}@globex.example";
    private static final String GROUP = "globex:cryptographers-${run}";
    private static final String ADD_BOTH = """
            {"op":"Add","path":"members","value":[{"$ref":null,"value":"${alan}"},{"$ref":null,"value":"${joan}"}]}""";
    private static final String NEW_GROUP = """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group","http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
             "externalId":"${guid}","displayName":"globex:cryptographers-${run}","meta":{"resourceType":"Group"}}""";

    private EntraDay() {}

    static List<Step> steps() {
        return List.of(
                step(
                        "test-connection",
                        "An administrator presses Test Connection: Entra looks for a random name and wants an empty list (E1).",
                        Call.get("/Users?filter=userName eq \"${guid}\""),
                        Expected.list(0)),
                step(
                        "look-up-alan",
                        "Alan comes into scope; Entra looks for its own id of him (E15).",
                        byExternalId("alan"),
                        Expected.list(0)),
                step(
                                "create-alan",
                                "Not found: Entra creates him; booleans are strings, empties are null, one URN is broken (E3, E17).",
                                Call.post("/Users", person("alan", "Alan", "Turing", ALAN_MAIL)),
                                Expected.status(201)
                                        .field("/userName", ALAN_MAIL)
                                        .field("/active", true)
                                        .field("/externalId", "alan-${guid}")
                                        .events(ACCOUNT_CREATED, USER_PROVISIONED))
                        .keeping("alan", "/id"),
                step(
                        "match-alan",
                        "The next cycle finds him by his work address, in a filter that only Entra writes (E15).",
                        Call.get("/Users?filter=emails[type eq \"work\"].value eq \"" + ALAN_MAIL + "\""),
                        Expected.list(1).field("/Resources/0/id", "${alan}")),
                step(
                                "create-joan",
                                "Entra creates Joan.",
                                Call.post("/Users", person("joan", "Joan", "Clarke", JOAN_MAIL)),
                                Expected.status(201).field("/active", true).events(ACCOUNT_CREATED, USER_PROVISIONED))
                        .keeping("joan", "/id"),
                step(
                        "repeat-joan",
                        "The first cycle after that repeats a value she has: nothing changes, so nothing happened (R-SCIM-42).",
                        Call.patch(
                                "/Users/${joan}",
                                "{\"op\":\"Replace\",\"path\":\"displayName\",\"value\":\"Joan Clarke\"}"),
                        Expected.status(200)
                                .field("/displayName", "Joan Clarke")
                                .field("/active", true)),
                step(
                        "update-alan",
                        "Alan has an office now: two parts of an address that is not there yet become one address (E2, E4, E5).",
                        Call.patch("/Users/${alan}", """
                                {"op":"Replace","path":"displayName","value":"Alan M. Turing"},
                                {"op":"Add","path":"addresses[type eq \\"work\\"].streetAddress","value":"1 Mansion Drive"},
                                {"op":"Add","path":"addresses[type eq \\"work\\"].locality","value":"Bletchley"}"""),
                        Expected.status(200)
                                .field("/displayName", "Alan M. Turing")
                                .field("/addresses/0/streetAddress", "1 Mansion Drive")
                                .field("/addresses/0/locality", "Bletchley")
                                .without("/addresses/1")
                                .events(USER_UPDATED)),
                step(
                        "update-alan-flagged",
                        "With its compatibility flag Entra sends one operation with dotted and URN keys (E10).",
                        Call.patch("/Users/${alan}?aadOptscim062020", """
                                {"op":"replace","value":{"name.givenName":"Alan Mathison",
                                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber":"1912"}}"""),
                        Expected.status(200)
                                .field("/name/givenName", "Alan Mathison")
                                .field("/name/familyName", "Turing")
                                .field("/" + ENTERPRISE + "/employeeNumber", "1912")
                                .events(USER_UPDATED)),
                step(
                        "manager",
                        "Alan becomes Joan's manager; Entra sends the bare id where an object belongs (E7).",
                        Call.patch("/Users/${joan}", """
                                {"op":"Add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":"${alan}"}"""),
                        Expected.status(200)
                                .field("/" + ENTERPRISE + "/manager/value", "${alan}")
                                .events(USER_UPDATED)),
                step(
                        "look-up-group",
                        "A group comes into scope; Entra looks for its name and wants no members with it (E13).",
                        Call.get("/Groups?excludedAttributes=members&filter=displayName eq \"" + GROUP + "\""),
                        Expected.list(0)),
                step(
                                "create-group",
                                "Entra creates it empty, with a schema of its own (E16); it becomes a team.",
                                Call.post("/Groups", NEW_GROUP),
                                Expected.status(201)
                                        .field("/displayName", GROUP)
                                        .field("/externalId", "${guid}")
                                        .events(TEAM_CREATED, GROUP_MAPPING_CREATED))
                        .keeping("group", "/id"),
                step(
                        "create-group-again",
                        "The same group again is refused (E26).",
                        Call.post("/Groups", NEW_GROUP),
                        Expected.error(409).field("/scimType", "uniqueness")),
                step(
                        "add-members",
                        "Alan and Joan join in one request (E12); the answer does not carry the list.",
                        Call.patch("/Groups/${group}", ADD_BOTH),
                        Expected.status(204).events(MEMBER_TEAM_ADDED, MEMBER_TEAM_ADDED)),
                step(
                        "add-members-again",
                        "A retry of the same is taken and changes nothing (E12).",
                        Call.patch("/Groups/${group}", ADD_BOTH),
                        Expected.status(204)),
                step(
                        "read-group",
                        "Entra reads the group without its members (E13).",
                        Call.get("/Groups/${group}?excludedAttributes=members"),
                        Expected.status(200).field("/displayName", GROUP).without("/members")),
                step(
                        "probe-member",
                        "Entra asks whether Joan is in it, without reading the list (E14).",
                        Call.get("/Groups?attributes=id&filter=id eq \"${group}\" and members eq \"${joan}\""),
                        Expected.list(1).field("/Resources/0/id", "${group}")),
                step(
                        "remove-member",
                        "Joan leaves the group: the value is a list beside the path, as the RFC does not know it (E11).",
                        Call.patch("/Groups/${group}", """
                                {"op":"Remove","path":"members","value":[{"$ref":null,"value":"${joan}"}]}"""),
                        Expected.status(204).events(MEMBER_TEAM_REMOVED)),
                step(
                        "deactivate-alan",
                        "Alan is disabled: active is the string False (E3). He leaves his team.",
                        Call.patch("/Users/${alan}", "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}"),
                        Expected.status(200).field("/active", false).events(USER_DEACTIVATED, MEMBER_TEAM_REMOVED)),
                step(
                        "read-inactive",
                        "Entra reads him: disabled people stay visible (E21).",
                        Call.get("/Users/${alan}"),
                        Expected.status(200).field("/id", "${alan}").field("/active", false)),
                step(
                        "reactivate-alan",
                        "Alan is enabled again, with the string True: same id, and his team is back.",
                        Call.patch("/Users/${alan}", "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"True\"}"),
                        Expected.status(200)
                                .field("/id", "${alan}")
                                .field("/active", true)
                                .events(USER_REACTIVATED, MEMBER_TEAM_ADDED)),
                step(
                        "remove-member-flagged",
                        "Alan leaves the group; with its flag Entra names him in the path (E10).",
                        Call.patch("/Groups/${group}?aadOptscim062020", """
                                {"op":"remove","path":"members[value eq \\"${alan}\\"]"}"""),
                        Expected.status(204).events(MEMBER_TEAM_REMOVED)),
                step(
                        "create-alan-again",
                        "After a lost answer Entra creates Alan again: refused, it is to look him up.",
                        Call.post("/Users", person("alan", "Alan", "Turing", ALAN_MAIL)),
                        Expected.error(409).field("/scimType", "uniqueness")),
                step(
                        "create-foreign",
                        "A guest with an address of a domain that is not globex's: refused (R-SCIM-28).",
                        Call.post("/Users", person("eve", "Eve", "Adams", "eve.${run}@acme.example")),
                        Expected.error(400).field("/scimType", "invalidValue")),
                step(
                        "delete-group",
                        "The group goes out of scope and is deleted.",
                        Call.delete("/Groups/${group}"),
                        Expected.status(204).events(GROUP_MAPPING_DELETED)),
                step(
                        "disable-alan",
                        "Alan leaves: first he is disabled ...",
                        Call.patch("/Users/${alan}", "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"False\"}"),
                        Expected.status(200).field("/active", false).events(USER_DEACTIVATED)),
                step(
                        "delete-alan",
                        "... and after 30 days in the bin Entra deletes him.",
                        Call.delete("/Users/${alan}"),
                        Expected.status(204).events(USER_REMOVED)),
                step(
                        "delete-alan-again",
                        "A second delete finds nobody (E26).",
                        Call.delete("/Users/${alan}"),
                        Expected.error(404)),
                step(
                        "delete-joan",
                        "Joan is deleted at once, while she is active.",
                        Call.delete("/Users/${joan}"),
                        Expected.status(204).events(USER_REMOVED)));
    }

    private static Step step(String name, String wants, Call call, Expected expected) {
        return Step.of(Idp.ENTRA, name, wants, call, expected);
    }

    private static Call byExternalId(String key) {
        return Call.get("/Users?filter=externalId eq \"" + key + "-${guid}\"");
    }

    private static String person(String key, String given, String family, String mail) {
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0User"],
                 "externalId":"%4$s-${guid}","userName":"%3$s","active":"True","displayName":"%1$s %2$s",
                 "emails":[{"primary":true,"type":"work","value":"%3$s"}],"meta":{"resourceType":"User"},
                 "name":{"formatted":"%1$s %2$s","familyName":"%2$s","givenName":"%1$s"},
                 "addresses":null,"phoneNumbers":null,"roles":[]}""".formatted(given, family, mail, key);
    }
}
