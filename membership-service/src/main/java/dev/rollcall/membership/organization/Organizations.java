package dev.rollcall.membership.organization;

import dev.rollcall.contract.event.EventData.Actor;
import dev.rollcall.contract.event.EventData.Change;
import dev.rollcall.contract.event.EventType;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.kit.Caller;
import dev.rollcall.membership.admin.Facts;
import dev.rollcall.membership.admin.Ids;
import dev.rollcall.membership.admin.Slice;
import dev.rollcall.membership.sql.Sql;
import dev.rollcall.membership.sql.Transactions;
import dev.rollcall.membership.stream.Moments;
import dev.rollcall.membership.stream.Streams;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Makes and finds organizations. */
@ApplicationScoped
public class Organizations {
    private final Transactions transactions;
    private final Streams streams;
    private final Moments moments;

    Organizations(Transactions transactions, Streams streams, Moments moments) {
        this.transactions = transactions;
        this.streams = streams;
        this.moments = moments;
    }

    /** The organization with the caller's account as its first owner. */
    Organization create(NewOrganization wanted, Caller caller) {
        return transactions.write(connection -> {
            if (OrganizationRow.findByNameKey(wanted.name()).isPresent()) {
                throw Refusal.ORGANIZATION_EXISTS.because("There is an organization '" + wanted.name() + "' already.");
            }
            requireCompany(connection, wanted);
            Instant now = moments.now();
            OrganizationRow row = stored(wanted, now);
            Map<String, Object> details = Map.of("name", row.name);
            Actor actor = caller.actor();
            FirstOwner owner = FirstOwner.store(connection, row.id, caller.accountId(), moments.newId(), now);
            streams.append(
                    connection,
                    List.of(
                            Facts.of(EventType.ORG_CREATED, row.id, "organization/" + row.id, now, actor, details),
                            owner.provisioned(actor, now)));
            return row.shown();
        });
    }

    /** By name in any letter case, or UUID. */
    @Transactional
    public Optional<Organization> find(String nameOrId) {
        Optional<UUID> id = Ids.parse(nameOrId);
        Optional<OrganizationRow> row = id.isPresent()
                ? OrganizationRow.findByIdOptional(id.get())
                : OrganizationRules.findName(nameOrId).flatMap(OrganizationRow::findByNameKey);
        return row.map(OrganizationRow::shown);
    }

    /** As {@link #find}; the refusal reads as the one for another's organization, so that names cannot be probed. */
    public Organization require(String nameOrId) {
        return find(nameOrId).orElseThrow(() -> Refusal.ORGANIZATION_UNKNOWN.because("There is no such organization."));
    }

    /** Nothing happens, and nothing is told, when everything is so already. */
    Organization change(OrganizationAccess.Entry entry, OrganizationChange wanted) {
        Organization before = entry.organization();
        String prefix = Objects.requireNonNullElse(wanted.userNamePrefix(), before.userNamePrefix());
        String suffix = Objects.requireNonNullElse(wanted.userNameSuffix(), before.userNameSuffix());
        List<Change> changes = new ArrayList<>();
        note("userNamePrefix", before.userNamePrefix(), prefix, changes);
        note("userNameSuffix", before.userNameSuffix(), suffix, changes);
        if (!changes.isEmpty()) {
            transactions.write(connection -> {
                Sql.on(
                                connection,
                                "update organization set user_name_prefix = ?, user_name_suffix = ? where id = ?",
                                prefix,
                                suffix,
                                before.id())
                        .update();
                Actor actor = entry.caller().actor();
                streams.append(
                        connection,
                        List.of(Facts.changed(
                                EventType.ORG_SETTINGS_UPDATED,
                                before.id(),
                                "organization/" + before.id(),
                                moments.now(),
                                actor,
                                changes)));
                return before;
            });
        }
        return find(before.id().toString()).orElseThrow();
    }

    private static void note(String name, String old, String now, List<Change> changes) {
        if (!old.equals(now)) {
            changes.add(new Change(name, null, old, now));
        }
    }

    /** All organizations by name. */
    @Transactional
    OrganizationList list(Slice slice) {
        List<Organization> rows = OrganizationRow.list(slice.afterOr(""), slice.offset(), slice.limit()).stream()
                .map(OrganizationRow::shown)
                .toList();
        return new OrganizationList(slice.cut(rows), slice.next(rows, Organization::name));
    }

    private OrganizationRow stored(NewOrganization wanted, Instant now) {
        var row = new OrganizationRow();
        row.id = moments.newId();
        row.name = wanted.name();
        row.nameKey = wanted.name();
        row.displayName = wanted.displayName();
        row.companyId = wanted.companyId();
        row.seats = wanted.seats();
        row.seatsUsed = wanted.seats() == null ? 0 : 1;
        row.createdAt = now;
        row.persistAndFlush();
        return row;
    }

    private static void requireCompany(Connection connection, NewOrganization wanted) throws SQLException {
        if (wanted.companyId() != null
                && Sql.on(connection, "select 1 from company where id = ?", wanted.companyId())
                        .first(row -> 1)
                        .isEmpty()) {
            throw Refusal.COMPANY_UNKNOWN.because("companyId: there is no such company.");
        }
    }
}
