package dev.rollcall.benchmarks.sync;

import dev.rollcall.benchmarks.http.Answer;
import dev.rollcall.benchmarks.http.KeepAliveConnection;
import dev.rollcall.benchmarks.http.WrongAnswer;
import dev.rollcall.benchmarks.suite.BenchOrganization;
import dev.rollcall.benchmarks.suite.GroupBody;
import dev.rollcall.benchmarks.suite.UserBody;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/**
 * What an IdP knows and pushes: people, and groups of {@value #GROUP} of them. It remembers the version of each resource that it made, and
 * every later answer must show the same one.
 */
final class Directory {
    private static final int GROUP = 100;
    private static final String NOBODY = "\"totalResults\":0";

    private final BenchOrganization organization;
    private final String run;
    private final int people;
    private final AtomicReferenceArray<String> ids;
    private final AtomicReferenceArray<String> versions;
    private final AtomicReferenceArray<String> groupVersions;

    /** @param run marks its people and groups, who are new */
    Directory(BenchOrganization organization, String run, int people) {
        this.organization = organization;
        this.run = run;
        this.people = people;
        ids = new AtomicReferenceArray<>(people);
        versions = new AtomicReferenceArray<>(people);
        groupVersions = new AtomicReferenceArray<>(groups());
    }

    int groups() {
        return Math.max(1, people / GROUP);
    }

    /** Looked up by userName, not found, created. */
    void create(KeepAliveConnection http, int number) throws IOException {
        http.get(UserBody.lookUp(userName(number))).require(200, NOBODY);
        Answer made = http.post(UserBody.USERS, body(number)).require(201, userName(number));
        ids.set(number, UserBody.id(made.text()));
        versions.set(number, made.requireTag(201));
    }

    /** Looked up by userName, found, and sent again. */
    void repeat(KeepAliveConnection http, int number) throws IOException {
        String id = ids.get(number);
        http.get(UserBody.lookUp(userName(number))).require(200, id);
        Answer same = http.put(UserBody.USERS + "/" + id, body(number)).require(200, userName(number));
        requireSame(versions.get(number), same.requireTag(200), userName(number));
    }

    void createGroup(KeepAliveConnection http, int number) throws IOException {
        http.get(GroupBody.lookUp(groupName(number))).require(200, NOBODY);
        Answer made = http.post(GroupBody.GROUPS, group(number)).require(201, groupName(number));
        groupVersions.set(number, made.requireTag(201));
    }

    void repeatGroup(KeepAliveConnection http, int number) throws IOException {
        String id = UserBody.id(http.get(GroupBody.lookUp(groupName(number)))
                .require(200, groupName(number))
                .text());
        Answer same = http.put(GroupBody.GROUPS + "/" + id, group(number)).require(200, groupName(number));
        requireSame(groupVersions.get(number), same.requireTag(200), groupName(number));
    }

    private static void requireSame(String before, String after, String name) {
        if (!after.equals(before)) {
            throw new WrongAnswer(name + " was sent unchanged and went from version " + before + " to " + after);
        }
    }

    private String userName(int number) {
        return UserBody.userName(localPart(number), organization.domain());
    }

    private String body(int number) {
        return UserBody.create(localPart(number), organization.domain());
    }

    private String localPart(int number) {
        return "y" + run + "-" + number;
    }

    private String groupName(int number) {
        return organization.name() + ":sync" + run + "-" + number;
    }

    private String group(int number) {
        List<String> members = IntStream.range(number * GROUP, Math.min(people, (number + 1) * GROUP))
                .mapToObj(ids::get)
                .toList();
        return GroupBody.whole(groupName(number), members);
    }
}
