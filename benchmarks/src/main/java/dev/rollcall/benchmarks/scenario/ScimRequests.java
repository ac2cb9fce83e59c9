package dev.rollcall.benchmarks.scenario;

import dev.rollcall.benchmarks.suite.UserBody;
import dev.rollcall.benchmarks.suite.UserIds;

/**
 * What the scenarios ask, and how they know that the answer is right.
 *
 * @param users the preloaded users
 * @param workers connections
 * @param newcomers the domain of users that are created
 * @param run marks this run's new users, so that names are unique over all runs
 */
record ScimRequests(UserIds users, int workers, String newcomers, String run) {
    /** Prime, so that turn after turn visits users all over the organization before one comes again. */
    private static final long STRIDE = 7_919;

    private static final String DEACTIVATE = patchActive("False");
    private static final String REACTIVATE = patchActive("True");

    /** As Entra sends it: the operation capitalised, the boolean as a string. */
    private static String patchActive(String value) {
        return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":"
                + "[{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"" + value + "\"}]}";
    }

    /** S1. */
    ScimWorkload.Request create() {
        return (http, worker, turn) -> {
            String localPart = "c" + run + "-" + worker + "-" + turn;
            http.post(UserBody.USERS, UserBody.create(localPart, newcomers))
                    .require(201, UserBody.userName(localPart, newcomers));
        };
    }

    /** S2. */
    ScimWorkload.Request read() {
        return (http, worker, turn) -> {
            int number = number(worker, turn);
            http.get(UserBody.USERS + "/" + users.require(number))
                    .require(200, UserBody.userName(UserBody.preloaded(number)));
        };
    }

    /** S3. */
    ScimWorkload.Request filter() {
        return (http, worker, turn) -> {
            int number = number(worker, turn);
            String userName = UserBody.userName(UserBody.preloaded(number));
            http.get(UserBody.lookUp(userName)).require(200, users.require(number));
        };
    }

    /** S4: a user is deactivated in one turn and comes back in the next, so that every request changes something. */
    ScimWorkload.Request switchActive() {
        return (http, worker, turn) -> {
            boolean back = turn % 2 == 1;
            String id = users.require(number(worker, turn / 2));
            http.patch(UserBody.USERS + "/" + id, back ? REACTIVATE : DEACTIVATE)
                    .require(200, back ? "\"active\":true" : "\"active\":false");
        };
    }

    /** Workers never meet on one user: each has the numbers of its own remainder. */
    private int number(int worker, long turn) {
        int each = users.count() / workers;
        return (int) (turn * STRIDE % each) * workers + worker;
    }
}
