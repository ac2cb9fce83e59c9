package dev.rollcall.audit.query;

import dev.rollcall.audit.log.LogScope;
import dev.rollcall.contract.event.StreamKey;
import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.refusal.Refused;
import dev.rollcall.kit.AccessCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Who may read which log (R-AUD-8): an organization's owners and tokens its own, the break-glass owner all. */
@ApplicationScoped
public class Readers {
    static final String SCOPE = "scope-activity-read";
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    /** Longer than any name; stops nonsense before it travels on. */
    private static final int NAME_MAX = 255;

    private final AccessCheck access;
    private final Organizations organizations;
    private final Entries entries;

    Readers(AccessCheck access, Organizations organizations, Entries entries) {
        this.access = access;
        this.organizations = organizations;
        this.entries = entries;
    }

    /**
     * A log that the caller may read.
     *
     * @param name the organization's name, its UUID while names cannot be looked up, or {@code platform}
     */
    record Readable(UUID scope, String name) {
        boolean isNamed(String text) {
            return text.equalsIgnoreCase(name) || text.equalsIgnoreCase(scope.toString());
        }

        boolean platform() {
            return scope.equals(LogScope.PLATFORM);
        }
    }

    Readable require(String organization) {
        if (organization.equals(StreamKey.PLATFORM)) {
            access.requirePlatform();
            return new Readable(LogScope.PLATFORM, StreamKey.PLATFORM);
        }
        access.caller(); // before any name is looked up: a stranger learns nothing
        if (ID.matcher(organization).matches()) {
            UUID id = UUID.fromString(organization);
            access.requireScopeOrOwner(id, SCOPE);
            return new Readable(id, name(id).orElse(id.toString()));
        }
        if (organization.length() > NAME_MAX) {
            throw Organizations.unknown();
        }
        var summary = organizations.requireByName(organization);
        access.requireScopeOrOwner(summary.id(), SCOPE);
        return new Readable(summary.id(), summary.name());
    }

    /** An organization that is gone keeps its log; one that never was has none. */
    private Optional<String> name(UUID id) {
        try {
            return organizations.findName(id);
        } catch (Refused refused) {
            if (refused.refusal() == Refusal.ORGANIZATION_UNKNOWN && entries.knows(id)) {
                return Optional.empty();
            }
            throw Organizations.unknown();
        }
    }
}
