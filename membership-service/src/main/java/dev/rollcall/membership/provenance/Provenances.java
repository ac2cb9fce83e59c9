package dev.rollcall.membership.provenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.membership.provenance.ShownProvenance.Attribute;
import dev.rollcall.membership.provenance.ShownProvenance.Handover;
import dev.rollcall.membership.provenance.ShownProvenance.Sent;
import dev.rollcall.membership.sql.Sql;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the provenance of one member: what was noted, and where nothing was, what the rows themselves say of their beginning. */
public final class Provenances {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String FIND = """
            select m.provenance::text as provenance, m.origin, m.joined_at, m.connection_id, m.role, m.role_source,
                   m.status = 'ACTIVE' as active, a.full_name, c.adoption_policy, c.jit_enabled,
                   s.updated_at as sent_at, s.active as sent_active,
                   lower(s.resource #>> '{urn:ietf:params:scim:schemas:extension:docker:2.0:User,dockerRole}') as sent_role,
                   coalesce(s.resource #>> '{name,formatted}', nullif(trim(concat_ws(' ', s.resource #>> '{name,givenName}',
                       s.resource #>> '{name,familyName}')), '')) as sent_name
              from member m join account a on a.id = m.account_id
              left join lateral (
                  select u.* from connection_organization co
                    join scim_user u on u.connection_id = co.connection_id and u.account_id = m.account_id
                   where co.organization_id = m.organization_id
                   order by u.connection_id is not distinct from m.connection_id desc, u.connection_id limit 1) s on true
              left join connection c on c.id = coalesce(m.connection_id, s.connection_id)
             where m.organization_id = ? and m.id = ?""";

    private static final String TEAMS = """
            select t.id, t.name, min(tm.source) as source, min(tm.added_at) as added_at
              from team_member tm join team t on t.id = tm.team_id
             where tm.member_id = ? group by t.id, t.name order by t.name limit ?""";

    private static final String TEAM_NAMES =
            "select id, name from team where organization_id = ? and id = any(?::uuid[])";
    private static final int TEAMS_MAX = 1_000; // more than one looks at

    private Provenances() {}

    /** Empty when the organization has no such member. */
    public static Optional<ShownProvenance> find(Connection connection, UUID organizationId, UUID memberId)
            throws SQLException {
        record Found(ShownProvenance shown, Map<String, Written> noted) {}
        Optional<Found> found = Sql.on(connection, FIND, organizationId, memberId)
                .first(row -> {
                    JsonNode provenance = json(row.getString("provenance"));
                    Map<String, Written> noted = Provenance.parse(
                            provenance.has("attributes")
                                    ? provenance.path("attributes").toString()
                                    : null);
                    return new Found(shown(row, provenance, noted), noted);
                });
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ShownProvenance shown = found.get().shown();
        List<Attribute> attributes = new ArrayList<>(shown.attributes());
        attributes.addAll(
                teams(connection, organizationId, memberId, found.get().noted()));
        return Optional.of(new ShownProvenance(
                shown.origin(),
                shown.connectionId(),
                shown.since(),
                shown.firstActor(),
                shown.policy(),
                shown.jitEnabled(),
                shown.managers(),
                attributes));
    }

    private static ShownProvenance shown(ResultSet row, JsonNode provenance, Map<String, Written> noted)
            throws SQLException {
        String origin = row.getString("origin");
        Instant joined = Sql.requireInstant(row, "joined_at");
        JsonNode kept = provenance.path("connection");
        UUID first = provenance.has("connection")
                ? kept.isNull() ? null : UUID.fromString(kept.asText())
                : row.getObject("connection_id", UUID.class);
        String actor = provenance.path("firstActor").textValue();
        boolean byIdp = origin.equals("SCIM") || origin.equals("JIT");
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(attribute(row, noted, Writing.NAME, row.getString("full_name"), origin, joined));
        attributes.add(
                attribute(row, noted, Writing.ROLE, row.getString("role"), row.getString("role_source"), joined));
        attributes.add(
                attribute(row, noted, Writing.ACTIVE, Boolean.toString(row.getBoolean("active")), origin, joined));
        return new ShownProvenance(
                origin,
                first,
                joined,
                actor == null && byIdp && first != null
                        ? origin.toLowerCase(java.util.Locale.ROOT) + ":" + first
                        : actor,
                row.getString("adoption_policy"),
                row.getString("adoption_policy") == null ? null : row.getBoolean("jit_enabled"),
                managers(provenance.path("managers")),
                attributes);
    }

    private static Attribute attribute(
            ResultSet row,
            Map<String, Written> noted,
            String name,
            @Nullable String value,
            String firstWriter,
            Instant joined)
            throws SQLException {
        Written written = noted.getOrDefault(name, Written.NEVER);
        Map<String, Sent> sent = new LinkedHashMap<>();
        written.sent()
                .forEach((source, last) -> sent.put(source.name(), new Sent(source.name(), last.value(), last.at())));
        Instant described = Sql.instant(row, "sent_at");
        String sentText = row.getString("sent_" + name);
        if (described != null && sentText != null) {
            String text = name.equals(Writing.ACTIVE) ? Boolean.toString(row.getBoolean("sent_active")) : sentText;
            sent.putIfAbsent(Writer.SCIM.name(), new Sent(Writer.SCIM.name(), text, described));
        }
        return attribute(name, value, written, firstWriter, joined, sent);
    }

    private static Attribute attribute(
            String name,
            @Nullable String value,
            Written written,
            String firstWriter,
            Instant first,
            Map<String, Sent> sent) {
        String writer =
                written.writer() == null ? firstWriter : written.writer().name();
        sent.remove(writer);
        return new Attribute(
                name,
                value,
                writer,
                written.at() == null ? first : written.at(),
                written.by(),
                written.previous(),
                List.copyOf(sent.values()));
    }

    /** Teams that the member is in by the rows that say why, and teams that somebody took them out of. */
    private static List<Attribute> teams(
            Connection connection, UUID organizationId, UUID memberId, Map<String, Written> noted) throws SQLException {
        Map<String, Written> left = new LinkedHashMap<>(noted);
        left.keySet().removeIf(name -> !name.startsWith(Writing.TEAM));
        List<Attribute> teams =
                new ArrayList<>(Sql.on(connection, TEAMS, memberId, TEAMS_MAX).list(row -> {
                    Written written = left.remove(Writing.TEAM + row.getString("id"));
                    return attribute(
                            Writing.TEAM + row.getString("name"),
                            "in",
                            written == null ? Written.NEVER : written,
                            row.getString("source"),
                            Sql.requireInstant(row, "added_at"),
                            new LinkedHashMap<>());
                }));
        UUID[] ids = left.keySet().stream()
                .map(name -> UUID.fromString(name.substring(Writing.TEAM.length())))
                .toArray(UUID[]::new);
        if (ids.length > 0) {
            teams.addAll(Sql.on(connection, TEAM_NAMES, organizationId, ids).list(row -> {
                Written written = left.getOrDefault(Writing.TEAM + row.getString("id"), Written.NEVER);
                Instant at = written.at() == null ? Instant.EPOCH : written.at();
                return attribute(
                        Writing.TEAM + row.getString("name"), null, written, "NONE", at, new LinkedHashMap<>());
            }));
        }
        return teams;
    }

    private static List<Handover> managers(JsonNode changes) {
        List<Handover> managers = new ArrayList<>();
        for (JsonNode change : changes) {
            String connection = change.path("connection").textValue();
            managers.add(new Handover(
                    change.path("managedBy").asText(),
                    connection == null ? null : UUID.fromString(connection),
                    OffsetDateTime.parse(change.path("at").asText()).toInstant(),
                    change.path("by").asText()));
        }
        return managers;
    }

    private static JsonNode json(@Nullable String text) {
        try {
            return JSON.readTree(text == null ? "{}" : text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A stored provenance is not JSON", e);
        }
    }
}
