package dev.rollcall.audit.source;

import dev.rollcall.contract.stream.StreamsApi;
import dev.rollcall.kit.RestCalls;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The streams of each service with an outbox, by the first segment of its sources: {@code membership}, {@code sso}. */
@ApplicationScoped
public class Sources {
    private final Map<String, StreamsApi> byName;

    Sources(
            RestCalls calls,
            @ConfigProperty(name = "rollcall.membership.url") URI membership,
            @ConfigProperty(name = "rollcall.sso.url") URI sso) {
        byName = Map.of(
                "membership", calls.client(StreamsApi.class, "membership-service", membership),
                "sso", calls.client(StreamsApi.class, "sso-gateway", sso));
    }

    /** The first segments of all sources that can be asked. */
    public Set<String> names() {
        return byName.keySet();
    }

    /** The service of that name, one of {@link #names()}. */
    public StreamsApi require(String name) {
        return Objects.requireNonNull(byName.get(name), name);
    }

    /** The service behind a source such as {@code /membership/org/<id>}; empty when no service of ours has that name. */
    public Optional<StreamsApi> find(String source) {
        String[] segments = source.split("/", 3);
        return segments.length < 2 ? Optional.empty() : Optional.ofNullable(byName.get(segments[1]));
    }
}
