package dev.rollcall.benchmarks.scenario;

import dev.rollcall.benchmarks.http.KeepAliveConnection;
import dev.rollcall.benchmarks.http.WrongAnswer;
import dev.rollcall.benchmarks.load.Workload;
import dev.rollcall.benchmarks.suite.BenchGroups.Group;
import dev.rollcall.benchmarks.suite.GroupBody;
import dev.rollcall.benchmarks.suite.UserIds;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * S5: one person after the other is added to a group, each worker to groups of its own in turn. Between rounds those who were added are
 * taken out again, so that groups keep their size.
 *
 * <p>A PATCH of a group answers no body. That it changed something shows in the version, which must be a new one every time.
 */
final class GroupAdds implements Workload {
    private final UserIds users;
    private final List<List<Target>> targets = new ArrayList<>();
    private final List<KeepAliveConnection> connections = new ArrayList<>();
    private final long[] turns;

    /** A group with what was done to it. */
    private static final class Target {
        private final Group group;
        private final List<String> added = new ArrayList<>();
        private String version = "";

        Target(Group group) {
            this.group = group;
        }

        /** @throws WrongAnswer when the request changed nothing */
        void changed(String tag) {
            if (tag.equals(version)) {
                throw new WrongAnswer("group " + group.id() + " is still of version " + tag + " after a change");
            }
            version = tag;
        }
    }

    /** @param groups at least one for each worker */
    GroupAdds(URI scim, String token, int workers, List<Group> groups, UserIds users) throws IOException {
        this.users = users;
        turns = new long[workers];
        for (int worker = 0; worker < workers; worker++) {
            List<Target> own = new ArrayList<>();
            for (int number = worker; number < groups.size(); number += workers) {
                own.add(new Target(groups.get(number)));
            }
            targets.add(own);
            connections.add(new KeepAliveConnection(scim, token));
        }
    }

    @Override
    public void once(int worker) throws IOException {
        List<Target> own = targets.get(worker);
        Target target = own.get((int) (turns[worker]++ % own.size()));
        if (target.added.size() == users.count() - target.group.size()) {
            takeOut(connections.get(worker), target); // only a tiny store has so few people
        }
        String user = users.require(target.group.outsider(target.added.size(), users.count()));
        String tag = connections
                .get(worker)
                .patch(GroupBody.GROUPS + "/" + target.group.id(), GroupBody.add(List.of(user)))
                .requireTag(204);
        target.changed(tag);
        target.added.add(user);
    }

    @Override
    public void restore() throws IOException {
        for (int worker = 0; worker < targets.size(); worker++) {
            for (Target target : targets.get(worker)) {
                takeOut(connections.get(worker), target);
            }
        }
    }

    private static void takeOut(KeepAliveConnection http, Target target) throws IOException {
        if (!target.added.isEmpty()) {
            String tag = http.patch(GroupBody.GROUPS + "/" + target.group.id(), GroupBody.remove(target.added))
                    .requireTag(204);
            target.changed(tag);
            target.added.clear();
        }
    }

    /** Groups that are not restored, after a failure, are brought back when the next run begins. */
    @Override
    public void close() throws IOException {
        for (KeepAliveConnection connection : connections) {
            connection.close();
        }
    }
}
