package dev.rollcall.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param full longer rounds, more groups, and what the short set has no time for
 * @param only names of the measurements to run
 * @param users how many users the store holds
 * @param sizes other numbers of users to measure with (G1)
 * @param roundSeconds length of one round
 * @param warmUpSeconds of each side, before the first round
 */
record BenchOptions(
        boolean full, Set<String> only, int users, List<Integer> sizes, int roundSeconds, int warmUpSeconds) {
    static final int USERS = 100_000;
    /** Every measurement by name, in the order in which they run. */
    static final List<String> NAMES =
            List.of("M1", "S1", "S2", "S3", "S4", "S5", "S6", "L2", "G1", "S7", "CREATE", "E1", "E2", "L1", "T1");
    /** What the short set leaves out: it must end within ten minutes, and leave the suite up. */
    private static final Set<String> FULL_ONLY = Set.of("G1", "S7", "T1");

    private static final List<Integer> SIZES = List.of(1_000, USERS, 1_000_000);

    static final String HELP = """
            ./rollcall bench [--full] [--only NAMES] [--users N] [--sizes LIST] [--round SECONDS] [--warm-up SECONDS]

            Measures the running suite against its floors, prints a table, and after a whole set on %,d users writes
            benchmarks/results/<date>.json and docs/performance.md. What is measured: docs/performance.md. A million users take a while to load.

              --full       rounds of 15 s instead of 10 s, and G1, S7 and T1
              --only       some of %s, with commas:
                           M1 idle memory, S1 create, S2 read, S3 filter, S4 deactivate and reactivate, S5 add to a group,
                           S6 pages of a list, L2 sign-in over SAML, G1 all these with several numbers of users, S7 full sync,
                           CREATE create to sealed entry, E1 commit to event, E2 event to sealed entry, L1 validation of a SAML
                           response (without the suite), T1 start of the suite (stops and starts it)
              --users      users in the store; 100 to 1,000,000
              --sizes      numbers of users for G1, with commas; 1000,100000,1000000 unless given
              --round      length of a round, 1 to 120
              --warm-up    length of each side's warm-up, 0 to 120
            """.formatted(USERS, String.join(", ", NAMES));

    private static final int USERS_MIN = 100; // some for each connection
    private static final int USERS_MAX = 1_000_000;
    private static final int SECONDS_MAX = 120; // longer says nothing more

    /** @throws IllegalArgumentException with the sentence to show */
    static BenchOptions parse(String... arguments) {
        boolean full = Arrays.asList(arguments).contains("--full");
        Set<String> only = new LinkedHashSet<>(NAMES);
        if (!full) {
            only.removeAll(FULL_ONLY);
        }
        int users = USERS;
        List<Integer> sizes = SIZES;
        int round = full ? 15 : 10;
        int warmUp = 10;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--full" -> {}
                case "--only" -> only = names(value(arguments, ++i));
                case "--users" -> users = number(arguments, ++i, USERS_MIN, USERS_MAX);
                case "--sizes" -> sizes = sizes(arguments, ++i);
                case "--round" -> round = number(arguments, ++i, 1, SECONDS_MAX);
                case "--warm-up" -> warmUp = number(arguments, ++i, 0, SECONDS_MAX);
                default -> throw new IllegalArgumentException("no option '" + arguments[i] + "'; --help lists them");
            }
        }
        return new BenchOptions(full, only, users, sizes, round, warmUp);
    }

    private static Set<String> names(String list) {
        Set<String> names = new LinkedHashSet<>(Arrays.asList(list.split(",")));
        if (!NAMES.containsAll(names)) {
            throw new IllegalArgumentException("--only takes some of " + String.join(",", NAMES) + ", not " + list);
        }
        return names;
    }

    private static List<Integer> sizes(String[] arguments, int at) {
        return Arrays.stream(value(arguments, at).split(","))
                .map(size -> number(arguments[at - 1], size, USERS_MIN, USERS_MAX))
                .toList();
    }

    private static int number(String[] arguments, int at, int least, int most) {
        return number(arguments[at - 1], value(arguments, at), least, most);
    }

    private static int number(String option, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message
        }
        throw new IllegalArgumentException(
                option + " takes a number from " + least + " to " + most + ", not '" + value + "'");
    }

    private static String value(String[] arguments, int at) {
        if (at >= arguments.length) {
            throw new IllegalArgumentException(arguments[at - 1] + " needs a value");
        }
        return arguments[at];
    }

    boolean wants(String name) {
        return only.contains(name);
    }

    /** Whether everything of a set runs as defined, so that its figures may be published. */
    boolean whole() {
        return only.containsAll(parse().only) && users == USERS && roundSeconds >= 10 && warmUpSeconds >= 10;
    }
}
