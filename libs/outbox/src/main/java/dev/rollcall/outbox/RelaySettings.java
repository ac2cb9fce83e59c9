package dev.rollcall.outbox;

import java.time.Duration;
import java.util.Map;

/**
 * What a relay needs to know of its surroundings.
 *
 * @param name of the service; names the thread and the Kafka client
 * @param kafka how to reach the brokers: {@code bootstrap.servers}, security; the relay sets what its promises rest on itself
 * @param gather how long a woken relay waits for more commits before it takes a turn; saves turns at the price of latency
 * @param sweep how long it sleeps when nobody wakes it; finds what crashed writers and other replicas left
 */
public record RelaySettings(String name, Map<String, Object> kafka, Duration gather, Duration sweep) {

    public RelaySettings {
        kafka = Map.copyOf(kafka);
    }

    /** The usual: gather 3 ms, sweep 250 ms. */
    public static RelaySettings of(String name, Map<String, Object> kafka) {
        return new RelaySettings(name, kafka, Duration.ofMillis(3), Duration.ofMillis(250));
    }
}
