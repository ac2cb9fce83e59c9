package dev.rollcall.membership.provenance;

/** Who managed a membership when (R-ORG-1), kept by the statement that changes its manager. */
public final class ManagerHistory {
    /** Changes that are kept, the latest; a member is handed over a few times in a lifetime, and a row must not grow without end. */
    private static final int CHANGES_MAX = 50;

    /**
     * The new value of {@code provenance} within an update of {@code member}: takes the new manager ({@code SCIM} or {@code NONE}), the new
     * connection (may be null), the time and who did it. What the connection was at first is kept apart, and for good.
     */
    public static final String APPENDED = """
            jsonb_set(
                jsonb_build_object('connection', member.connection_id) || coalesce(member.provenance, '{}'), '{managers}',
                jsonb_path_query_array(
                    coalesce(member.provenance -> 'managers', '[]')
                        || jsonb_build_object('managedBy', ?::text, 'connection', ?::uuid, 'at', ?::timestamptz, 'by', ?::text),
                    '$[last - %d to last]'))""".formatted(CHANGES_MAX - 1);

    private ManagerHistory() {}
}
