package dev.rollcall.kit;

import dev.rollcall.contract.event.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Refuses to start on topics that are missing or have another number of partitions: keys would lose their order. */
public final class TopicCheck {
    private TopicCheck() {}

    /** Throws with one sentence that names the topic and what to do; a broker that is away is not an error, writers can start without. */
    public static void require(String bootstrapServers, Topics... topics) {
        List<String> names = Stream.of(topics).map(Topics::topicName).toList();
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        try (AdminClient admin = AdminClient.create(settings)) {
            var descriptions = admin.describeTopics(names).topicNameValues();
            for (Topics topic : topics) {
                var description = Objects.requireNonNull(descriptions.get(topic.topicName()));
                int partitions =
                        description.get(15, TimeUnit.SECONDS).partitions().size();
                if (partitions != topic.partitions()) {
                    throw new IllegalStateException(
                            "Topic " + topic.topicName() + " has " + partitions + " partitions, " + topic.partitions()
                                    + " are needed: create it anew, events would lose their order.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            if (e.getCause() instanceof org.apache.kafka.common.errors.UnknownTopicOrPartitionException) {
                throw new IllegalStateException(
                        "A Kafka topic is missing among " + names + ": the deployment must create them first.", e);
            }
        }
    }
}
