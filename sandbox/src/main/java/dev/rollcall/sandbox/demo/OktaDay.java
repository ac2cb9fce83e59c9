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
import static dev.rollcall.contract.event.EventType.USER_UPDATED;

import java.util.List;

/** Okta's day on connection {@code acme}: lower-case operations without a path, PUT of whole resources, never a DELETE of a person. */
final class OktaDay {
    private static final String ADA_MAIL = "ada.${run}@acme.example";
    private static final String GRACE_MAIL = "grace.${run}@acme.example";
    private static final String GROUP = "acme:navigators-${run}";
    private static final String SWAP = """
            {"op":"remove","path":"members[value eq \\"${ada}\\"]"},
            {"op":"add","path":"members","value":[{"value":"${grace}","display":"grace.${run}@acme.example"}]}""";

    private OktaDay() {}

    static List<Step> steps() {
        return List.of(
                step(
                        "test-connection",
                        "An administrator presses Test Connector: does the address answer as SCIM?",
                        Call.get("/Users?startIndex=1&count=2"),
                        Expected.status(200).field("/startIndex", 1)),
                step(
                        "wrong-token",
                        "Okta makes sure that a request without a valid token is turned away (O11).",
                        Call.get("/Users?startIndex=1&count=2").withoutToken(),
                        Expected.error(401)),
                step(
                        "look-up-ada",
                        "Ada is assigned to the app; Okta looks whether she is known already (O1).",
                        byUserName(ADA_MAIL),
                        Expected.list(0).field("/startIndex", 1).field("/itemsPerPage", 0)),
                step(
                                "create-ada",
                                "She is not, so Okta creates her, with a dummy password and no groups (O2).",
                                Call.post("/Users", person("ada", "Ada", "Lovelace", ADA_MAIL)),
                                Expected.status(201)
                                        .field("/userName", ADA_MAIL)
                                        .field("/active", true)
                                        .without("/password")
                                        .events(ACCOUNT_CREATED, USER_PROVISIONED))
                        .keeping("ada", "/id"),
                step(
                        "match-ada",
                        "Okta looks again and links the person it finds.",
                        byUserName(ADA_MAIL),
                        Expected.list(1).field("/Resources/0/id", "${ada}").field("/Resources/0/active", true)),
                step(
                        "look-up-grace",
                        "Grace is assigned too; her Okta profile has her address in capitals.",
                        byUserName("GRACE.${run}@ACME.example"),
                        Expected.list(0)),
                step(
                                "create-grace",
                                "Okta creates Grace.",
                                Call.post("/Users", person("grace", "Grace", "Hopper", GRACE_MAIL)),
                                Expected.status(201)
                                        .field("/userName", GRACE_MAIL)
                                        .events(ACCOUNT_CREATED, USER_PROVISIONED))
                        .keeping("grace", "/id"),
                step(
                        "update-ada",
                        "Ada married: Okta replaces her with the whole changed resource (O3).",
                        Call.put("/Users/${ada}", known("King", true)),
                        Expected.status(200)
                                .field("/id", "${ada}")
                                .field("/name/familyName", "King")
                                .events(USER_UPDATED)),
                step(
                        "update-ada-again",
                        "A forced full sync sends the same again: nothing changes, so nothing happened (R-SCIM-42).",
                        Call.put("/Users/${ada}", known("King", true)),
                        Expected.status(200).field("/name/familyName", "King")),
                step(
                                "push-group",
                                "Group push: a group named organization:team becomes a team, with Ada in it (R-GRP-2).",
                                Call.post("/Groups", """
                                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"acme:navigators-${run}",
                                 "members":[{"value":"${ada}","display":"ada.${run}@acme.example"}]}"""),
                                Expected.status(201)
                                        .field("/displayName", GROUP)
                                        .events(TEAM_CREATED, GROUP_MAPPING_CREATED, MEMBER_TEAM_ADDED))
                        .keeping("group", "/id"),
                step(
                        "rename-to-the-same",
                        "With each membership change Okta repeats the group's id and name (O6): no change.",
                        Call.patch("/Groups/${group}", """
                                {"op":"replace","value":{"id":"${group}","displayName":"acme:navigators-${run}"}}"""),
                        Expected.status(204)),
                step(
                        "swap-members",
                        "Grace takes Ada's place: one request removes one and adds the other (O7).",
                        Call.patch("/Groups/${group}", SWAP),
                        Expected.status(204).events(MEMBER_TEAM_REMOVED, MEMBER_TEAM_ADDED)),
                step(
                        "swap-members-again",
                        "Okta did not see the answer and sends it again (O8): done already, so 2xx and no event.",
                        Call.patch("/Groups/${group}", SWAP),
                        Expected.status(204)),
                step(
                        "push-all-members",
                        "Push now: Okta sends the full list of members, Ada is back (O7).",
                        Call.patch("/Groups/${group}", """
                                {"op":"replace","path":"members","value":[{"value":"${ada}"},{"value":"${grace}"}]}"""),
                        Expected.status(204).events(MEMBER_TEAM_ADDED)),
                step(
                        "put-group",
                        "A custom app replaces the group by PUT, without its id (O7): only Grace remains.",
                        Call.put("/Groups/${group}", """
                                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"acme:navigators-${run}",
                                 "members":[{"value":"${grace}","display":"grace.${run}@acme.example"}]}"""),
                        Expected.status(200).field("/displayName", GROUP).events(MEMBER_TEAM_REMOVED)),
                step(
                        "read-group",
                        "Okta reads the group to compare.",
                        Call.get("/Groups/${group}"),
                        Expected.status(200)
                                .field("/members/0/value", "${grace}")
                                .without("/members/1")),
                step(
                        "deactivate-grace",
                        "Grace is unassigned: active is false, in a PATCH without a path (O4). She leaves her team.",
                        Call.patch("/Users/${grace}", "{\"op\":\"replace\",\"value\":{\"active\":false}}"),
                        Expected.status(200)
                                .field("/id", "${grace}")
                                .field("/active", false)
                                .events(USER_DEACTIVATED, MEMBER_TEAM_REMOVED)),
                step(
                        "look-up-inactive",
                        "Okta looks for her: she is still there, inactive (R-SCIM-46).",
                        byUserName(GRACE_MAIL),
                        Expected.list(1).field("/Resources/0/id", "${grace}").field("/Resources/0/active", false)),
                step(
                        "reactivate-grace",
                        "Grace is assigned again: same id, and her team is back (R-SCIM-36).",
                        Call.patch("/Users/${grace}", "{\"op\":\"replace\",\"value\":{\"active\":true}}"),
                        Expected.status(200)
                                .field("/id", "${grace}")
                                .field("/active", true)
                                .events(USER_REACTIVATED, MEMBER_TEAM_ADDED)),
                step(
                        "create-ada-again",
                        "A confused job creates Ada a second time: refused, she exists (R-SCIM-25).",
                        Call.post("/Users", person("ada", "Ada", "Lovelace", ADA_MAIL)),
                        Expected.error(409).field("/scimType", "uniqueness")),
                step(
                        "create-foreign",
                        "Somebody with an address of another company's domain: refused (R-SCIM-28).",
                        Call.post("/Users", person("mallory", "Mallory", "Moe", "mallory.${run}@globex.example")),
                        Expected.error(400).field("/scimType", "invalidValue")),
                step(
                        "delete-group",
                        "The group is no longer pushed, so Okta deletes it: its memberships end, the team stays (R-GRP-9).",
                        Call.delete("/Groups/${group}"),
                        Expected.status(204).events(MEMBER_TEAM_REMOVED, GROUP_MAPPING_DELETED)),
                step(
                        "leave-ada",
                        "Ada leaves the company: this app deactivates by PUT (O3); Okta never deletes people (O5).",
                        Call.put("/Users/${ada}", known("King", false)),
                        Expected.status(200).field("/active", false).events(USER_DEACTIVATED)),
                step(
                        "leave-grace",
                        "So does Grace.",
                        Call.patch("/Users/${grace}", "{\"op\":\"replace\",\"value\":{\"active\":false}}"),
                        Expected.status(200).field("/active", false).events(USER_DEACTIVATED)));
    }

    private static Step step(String name, String wants, Call call, Expected expected) {
        return Step.of(Idp.OKTA, name, wants, call, expected);
    }

    private static Call byUserName(String userName) {
        return Call.get("/Users?filter=userName eq \"" + userName + "\"&startIndex=1&count=100");
    }

    private static String person(String key, String given, String family, String mail) {
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%3$s","name":{"givenName":"%1$s","familyName":"%2$s"},
                 "emails":[{"primary":true,"value":"%3$s","type":"work"}],"displayName":"%1$s %2$s","locale":"en-US",
                 "externalId":"00u${run}%4$s","groups":[],"password":"1mz050nq","active":true}""".formatted(given, family, mail, key);
    }

    /** Ada as Okta read her, with what it wants to be different. */
    private static String known(String family, boolean active) {
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"${ada}","userName":"ada.${run}@acme.example",
                 "name":{"givenName":"Ada","familyName":"%1$s"},"emails":[{"primary":true,"value":"ada.${run}@acme.example","type":"work"}],
                 "displayName":"Ada %1$s","locale":"en-US","externalId":"00u${run}ada","groups":[],"active":%2$s,"meta":{"resourceType":"User"}}""".formatted(family, active);
    }
}
