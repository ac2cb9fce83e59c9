package dev.rollcall.sandbox.infra;

import dev.rollcall.contract.event.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;

/** Creates the topics of the contract, as a deployment's job does; services never create any. */
final class TopicSetup {
    private TopicSetup() {}

    /**
     * Creates those that are absent.
     *
     * @throws IllegalStateException when one exists with another number of partitions: its keys would change their order
     */
    static void ensure(String bootstrapServers) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> absent = Arrays.stream(Topics.values())
                    .filter(topic -> !existing.contains(topic.topicName()))
                    .map(TopicSetup::describe)
                    .toList();
            admin.createTopics(absent).all().get();
            requirePartitions(admin, existing);
        }
    }

    private static void requirePartitions(Admin admin, Set<String> existing)
            throws InterruptedException, ExecutionException {
        List<Topics> topics = Arrays.stream(Topics.values())
                .filter(topic -> existing.contains(topic.topicName()))
                .toList();
        Map<String, TopicDescription> found = admin.describeTopics(
                        topics.stream().map(Topics::topicName).toList())
                .allTopicNames()
                .get();
        for (Topics topic : topics) {
            TopicDescription description = found.get(topic.topicName());
            if (description == null || description.partitions().size() != topic.partitions()) {
                throw new IllegalStateException(
                        "topic " + topic.topicName() + " does not have its " + topic.partitions() + " partitions");
            }
        }
    }

    static NewTopic describe(Topics topic) {
        String millis = String.valueOf(topic.retention().toMillis());
        Map<String, String> settings = topic.compacted()
                ? Map.of("cleanup.policy", "compact", "delete.retention.ms", millis, "min.cleanable.dirty.ratio", "0.1")
                : Map.of("cleanup.policy", "delete", "retention.ms", millis);
        return new NewTopic(topic.topicName(), topic.partitions(), (short) 1).configs(settings);
    }
}
