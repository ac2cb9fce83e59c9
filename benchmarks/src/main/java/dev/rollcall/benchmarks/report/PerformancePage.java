package dev.rollcall.benchmarks.report;

import dev.rollcall.benchmarks.latency.EventDelay;
import dev.rollcall.benchmarks.sync.FullSync;

/** {@code docs/performance.md}. */
final class PerformancePage {
    private PerformancePage() {}

    static String of(Findings findings) {
        return """
                # Performance

                Written by `./rollcall bench`; do not edit it, run it again.

                A rate means little by itself on a machine that others use too. So each scenario is measured in turn with its **floor**,
                the least work that the job could cost on the same machine, and what counts is the **ratio** of neighbouring rounds.
                A ratio of 0.25 says: the whole way through two services, with token check, rate limit, event, audit entry and request log,
                costs four times what the bare rows cost.

                ## Targets

                %s
                ![Ratios of S1 to S6 with their targets](performance-ratios.svg)

                Ratios are medians over the rounds, with smallest and largest in brackets. A target says *reached* or *missed* for this run.

                ## Rates

                %s
                ![Requests per second of S1 to S6](performance-rates.svg)

                Median, smallest and largest of the rounds. *Generator* is the part of all cores that the load generator itself took: it must stay
                small, or it is what limits the rate. *Worked on* is how long the suite was busy after a round with what it had put off
                (events on their way to the audit log); the floor starts only then, so it is not slowed by it.

                CPU time of all the suite's processes for one request, including the work put off:

                %s
                ## What must not grow

                A job may not cost more where there is more. These were measured in turn, small place and large place, one connection:

                %s
                ![Cost in the large place, the small one's being 1](performance-growth.svg)

                %s## Delays

                ![Median delays](performance-delays.svg)

                * **CREATE**: one `POST /Users` after the other on an idle suite; a `GET` of the new user must find it at once, and a consumer
                  of `audit.log.v1` sees the sealed entry. Counted from sending the POST.
                * **E1**: %d creates a second whether or not earlier ones were answered; a consumer of `membership.events.v1` sees
                  UserProvisioned. The commit lies between request and answer: counted from the 201, with zero for an event that overtook it,
                  and from the request as the upper bound. The target is for the first.
                * **L1** (a ratio, in the table above): one SAML response of 4 kB with a signed assertion (RSA, 2,048 bits) is validated again
                  and again by one thread of the generator's process; its floor verifies one RSA signature over the same bytes and parses them once.
                * **E2**: events published straight to Kafka at a fixed rate; a consumer of `audit.log.v1` sees the sealed entry.

                ## Memory

                %s
                ## How it was measured

                %s
                * %d connections with keep-alive on either side (S6: one); each side warms up for at least 10 s (the suite longer while its rate still rises or its compilers are at work), then suite and floor take turns
                  for three rounds.
                  Every answer's status and content is checked, and one wrong answer fails the run.
                * Floor of S1, S4, S5, S7 and L2: plain JDBC, prepared, a row of 300 bytes and one of 500 in one transaction. Floor of S2 and S3:
                  plain JDBC, one row by primary key out of 100,000. Floor of S6: plain JDBC, the hundred rows behind a key. All on as many
                  connections as the suite gets, in tables of their own in the same PostgreSQL.
                * S5 adds people to groups of 10,000 (of a tenth of the users, where there are fewer than 100,000), each connection to groups of
                  its own in turn: 20 groups, with `--full` 100. Every answer must show a new version. Between rounds they are taken out again.
                * S6 walks over all users on one connection, again and again, and ends no walk halfway. Every page must follow the one before.
                * L2: members of the loaded organization sign in over SAML, by RSA-2048. A job is a question of ours (a row, a signature) and the answer
                  to an earlier one (verified, decided, a session and two events). The identity provider's part is done between rounds.
                * The short set gives S5, S6 and L2 rounds of half the length.
                * The users are in an organization of their own (`bench`), made and filled over the same APIs; those beyond 100,000 are copies of
                  the rows that the service wrote for the first of them. S1, S7 and the delays create
                  theirs in another one (`bench-new`), which grows with every run.
                * Memory is the kernel's proportional set size at the start of the run, before any load of this run.
                * All figures: `benchmarks/results/`.
                """.formatted(
                        TextTable.markdown(Tables.targets(findings)),
                        TextTable.markdown(Tables.rates(findings)),
                        TextTable.markdown(Tables.cpu(findings)),
                        TextTable.markdown(Tables.growths(findings)),
                        syncs(findings) + sizes(findings),
                        EventDelay.RATE,
                        findings.idleMemory() == null ? "" : TextTable.markdown(Tables.memory(findings.idleMemory())),
                        TextTable.markdown(Tables.surroundings(findings)),
                        FullSync.CONNECTIONS);
    }

    private static String syncs(Findings findings) {
        return findings.syncs().isEmpty()
                ? ""
                : """
                **S7**: %,d users looked up and created, then groups of 100 of them; then everything looked up and sent again as it is, which
                must leave every version and the audit log as they were. The floor is S1's, for as many users; the ratio counts both passes.

                %s
                """.formatted(findings.syncs().getFirst().people(), TextTable.markdown(Tables.syncs(findings)));
    }

    private static String sizes(Findings findings) {
        return findings.sizes().size() < 2 ? "" : """
                **G1**: the same scenarios with other numbers of users in the organization. A cost is that of one job in the floor's unit, so
                that what slows the machine on one day drops out.

                %s
                """.formatted(TextTable.markdown(Tables.sizes(findings)));
    }
}
