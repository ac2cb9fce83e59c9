package dev.rollcall.membership.user;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.membership.conflict.ConflictType;
import dev.rollcall.membership.conflict.Conflicts;
import dev.rollcall.membership.conflict.Sighting;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes a clash visible to owners (R-ORG-12): the command is refused and rolled back, and then the conflict is recorded in a transaction of
 * its own. The IdP's answer is the refusal, whatever becomes of the record.
 */
@ApplicationScoped
public class Clashes {
    private final Transactions transactions;
    private final Conflicts conflicts;

    Clashes(Transactions transactions, Conflicts conflicts) {
        this.transactions = transactions;
        this.conflicts = conflicts;
    }

    /**
     * The command's answer, or its refusal.
     *
     * @param subject what it is about, the same each time: {@code user/<userName or id>}, {@code group/<name or id>}
     */
    public <T> T recorded(Request request, String subject, Supplier<T> command) {
        try {
            return command.get();
        } catch (Refused refused) {
            conflictOf(refused.refusal()).ifPresent(type -> record(request, subject, type, refused));
            throw refused;
        }
    }

    private void record(Request request, String subject, ConflictType type, Refused refused) {
        transactions.write(connection -> {
            UUID organization = Sql.on(
                            connection, "select organization_id from connection where id = ?", request.connectionId())
                    .first(row -> row.getObject(1, UUID.class))
                    .orElseThrow();
            return conflicts.record(
                    connection,
                    new Sighting(
                            type,
                            organization,
                            request.connectionId(),
                            type == ConflictType.MASS_DEPROVISION ? connectionSubject(request.connectionId()) : subject,
                            null,
                            Map.of("refusal", refused.refusal().name(), "detail", refused.detail()),
                            request.actor(),
                            request.now()));
        });
    }

    /** What a conflict is called that concerns a connection as a whole. */
    public static String connectionSubject(UUID connectionId) {
        return "connection/" + connectionId;
    }

    /** Which refusals an owner should hear of; the others are the IdP's own mistakes. */
    static Optional<ConflictType> conflictOf(Refusal refusal) {
        return switch (refusal) {
            case MEMBER_UNMANAGED, UNMANAGED_MEMBER_EXISTS -> Optional.of(ConflictType.UNMANAGED_WRITE);
            case DOMAIN_UNVERIFIED -> Optional.of(ConflictType.DOMAIN_UNVERIFIED);
            case ORGANIZATION_NOT_CONNECTED -> Optional.of(ConflictType.UNKNOWN_ORG);
            case GROUP_NAME_MALFORMED, TEAM_RESERVED -> Optional.of(ConflictType.GROUP_FORMAT);
            case NO_SEAT -> Optional.of(ConflictType.SEAT_SHORTAGE);
            case DEPROVISIONING_HELD -> Optional.of(ConflictType.MASS_DEPROVISION);
            case LAST_OWNER -> Optional.of(ConflictType.LAST_OWNER);
            default -> Optional.empty();
        };
    }
}
