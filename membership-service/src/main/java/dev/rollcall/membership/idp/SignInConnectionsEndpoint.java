package dev.rollcall.membership.idp;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.contract.signin.SignInConnection;
import dev.rollcall.contract.signin.SignInConnectionsApi;
import io.smallrye.common.annotation.Blocking;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What sso-gateway asks and tells, and nobody else. */
@Blocking
public class SignInConnectionsEndpoint implements SignInConnectionsApi {
    private final SignInConnections connections;
    private final MetadataRefreshes refreshes;

    SignInConnectionsEndpoint(SignInConnections connections, MetadataRefreshes refreshes) {
        this.connections = connections;
        this.refreshes = refreshes;
    }

    @Override
    public SignInConnection requireSignInConnection(UUID connection) {
        return connections.require(connection);
    }

    @Override
    public List<@Nullable SignInConnection> readSignInConnections(List<UUID> ids) {
        List<UUID> wanted = required(ids);
        if (wanted.size() > SignInConnection.TOGETHER_MAX || wanted.stream().anyMatch(Objects::isNull)) {
            throw Refusal.REQUEST_MALFORMED.because(
                    "Up to " + SignInConnection.TOGETHER_MAX + " connections are read at once, each by its id.");
        }
        return connections.list(wanted);
    }

    @Override
    public Choices choices(Address address) {
        return connections.choices(required(address == null ? null : address.email()));
    }

    @Override
    public void tested(UUID connection, Tested tested) {
        connections.tested(connection, required(tested).version());
    }

    @Override
    public DueList metadataDue(int limit) {
        return refreshes.due(limit);
    }

    @Override
    public void putMetadata(UUID connection, MetadataReading reading) {
        required(required(reading).metadataUrl());
        refreshes.put(connection, reading);
    }

    private static <T> T required(@Nullable T part) {
        if (part == null) {
            throw Refusal.REQUEST_MALFORMED.because("A part of the body is missing.");
        }
        return part;
    }
}
