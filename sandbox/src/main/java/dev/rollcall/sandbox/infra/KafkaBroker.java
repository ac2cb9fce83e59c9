package dev.rollcall.sandbox.infra;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/** One Kafka node of this process, broker and controller in one, on loopback. */
public final class KafkaBroker implements AutoCloseable {
    private static final int NODE_ID = 1;

    private final Path directory;
    private final int port;
    private @Nullable KafkaRaftServer server;

    public KafkaBroker(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** Starts it; returns when the node is registered and serves. */
    public void start() throws Exception {
        if (!Ports.isFree(port)) {
            throw new IOException("port " + port + " for Kafka is taken by another program");
        }
        Files.createDirectories(directory);
        format();
        KafkaRaftServer starting = new KafkaRaftServer(KafkaConfig.fromProps(settings()), Time.SYSTEM);
        starting.startup();
        server = starting;
    }

    private void format() throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(NODE_ID)
                .setClusterId(clusterId())
                .addDirectory(logs())
                .setMetadataLogDirectory(logs())
                .setControllerListenerName("CONTROLLER")
                .setIgnoreFormatted(true)
                .run();
    }

    private String clusterId() throws IOException {
        Path file = directory.resolve("cluster.id");
        if (!Files.exists(file)) {
            Files.writeString(file, Uuid.randomUuid().toString());
        }
        return Files.readString(file).strip();
    }

    private String logs() {
        return directory.resolve("data").toString();
    }

    private Properties settings() {
        int controllerPort = Ports.free();
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE_ID));
        settings.put("controller.quorum.voters", NODE_ID + "@localhost:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
        settings.put("log.dirs", logs());
        settings.put("auto.create.topics.enable", "false");
        // Without it a restart waits 9 s and more for the session of the node's own earlier life to end.
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "3");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "3");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "3");
        small(settings);
        return settings;
    }

    /** A broker for one machine: few threads, and a cleaner's buffer that fits into a heap of 128 MB. */
    private static void small(Properties settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "1");
        settings.put("log.cleaner.threads", "1");
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20));
        settings.put("log.cleaner.io.buffer.size", String.valueOf(256 << 10));
        settings.put("log.index.size.max.bytes", String.valueOf(2 << 20));
        settings.put("metadata.log.max.snapshot.interval.ms", "600000");
    }

    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /** Stops it; its log stays. Harmless when it does not run. */
    @Override
    public void close() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }
}
