package dev.rollcall.benchmarks.suite;

import dev.rollcall.benchmarks.http.Answer;
import dev.rollcall.benchmarks.http.KeepAliveConnection;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Groups of preloaded users, made or brought back to exactly their members: what an earlier run left in them goes, and a group that is
 * right already is not written.
 */
public final class BenchGroups {
    /** Members in one request: far below what is allowed, so that progress can be told. */
    private static final int CHUNK = 10_000;

    private static final long REPORT_EVERY_NANOS = 5_000_000_000L;

    private final URI scim;
    private final String token;
    private final UserIds users;

    public BenchGroups(URI scim, String token, UserIds users) {
        this.scim = scim;
        this.token = token;
        this.users = users;
    }

    /**
     * A group and who is in it: users in the order of their numbers, from one of them on, around.
     *
     * @param id SCIM id
     * @param first number of the first member
     * @param size how many members
     */
    public record Group(String id, int first, int size) {

        /** The number of a user who is not in it; {@code at} counts from 0 and stays below the count less the size. */
        public int outsider(int at, int count) {
            return (first + size + at) % count;
        }
    }

    /** So many groups of that size, their members spread evenly over all users. */
    public List<Group> ensure(int groups, int size) throws IOException {
        List<Group> made = new ArrayList<>(groups);
        try (KeepAliveConnection http = new KeepAliveConnection(scim, token)) {
            long reported = System.nanoTime();
            for (int number = 0; number < groups; number++) {
                int first = (int) ((long) number * users.count() / groups);
                made.add(ensure(http, BenchOrganization.STOCK + ":of" + size + "-" + number, first, size));
                if (System.nanoTime() - reported > REPORT_EVERY_NANOS) {
                    reported = System.nanoTime();
                    System.out.printf(Locale.ROOT, "  %,d of %,d groups of %,d are there%n", number + 1, groups, size);
                }
            }
        }
        return made;
    }

    private Group ensure(KeepAliveConnection http, String name, int first, int size) throws IOException {
        List<String> members = IntStream.range(0, size)
                .mapToObj(i -> users.require((first + i) % users.count()))
                .toList();
        Answer found = http.get(GroupBody.lookUp(name)).require(200, "totalResults");
        boolean there = found.text().contains("\"displayName\":\"" + name + "\"");
        String begin = GroupBody.whole(name, members.subList(0, Math.min(CHUNK, size)));
        String id;
        if (there) {
            id = UserBody.id(found.text());
        } else {
            id = UserBody.id(http.post(GroupBody.GROUPS + "?excludedAttributes=members", begin)
                    .require(201, name)
                    .text());
        }
        String path = GroupBody.GROUPS + "/" + id;
        if (size > CHUNK) {
            for (int from = 0; from < size; from += CHUNK) {
                http.patch(path, GroupBody.add(members.subList(from, Math.min(size, from + CHUNK))))
                        .requireTag(204);
            }
        } else if (there) {
            http.put(path + "?excludedAttributes=members", begin).require(200, name);
        }
        return new Group(id, first, size);
    }
}
