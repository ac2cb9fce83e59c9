package dev.rollcall.sandbox.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The directory of one suite: data, keys, secrets, logs.
 *
 * @param directory {@code .rollcall} in the checkout, or what {@code ROLLCALL_HOME} says
 */
public record Home(Path directory) {

    public static Home of(Map<String, String> environment, Path checkout) {
        String other = environment.get("ROLLCALL_HOME");
        Path directory = other == null || other.isBlank() ? checkout.resolve(".rollcall") : Path.of(other);
        return new Home(directory.toAbsolutePath().normalize());
    }

    /** Makes the folders, closed to other users of the machine. */
    public void create() throws IOException {
        for (Path folder : new Path[] {directory, data(), keys(), logs(), run()}) {
            Files.createDirectories(folder);
        }
        Files.setPosixFilePermissions(directory, PrivateFile.OWNER_ONLY_FOLDER);
    }

    public Path data() {
        return directory.resolve("data");
    }

    public Path keys() {
        return directory.resolve("keys");
    }

    public Path logs() {
        return directory.resolve("logs");
    }

    /** Lock and process ids of what runs now. */
    public Path run() {
        return directory.resolve("run");
    }

    public Path log(Service service) {
        return log(service.module());
    }

    /** @param name of a process: a service's, or a replica's */
    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    public Path keycloakLog() {
        return logs().resolve("keycloak.log");
    }

    /** What {@code up} made once: owner's password, SCIM tokens. Survives {@code down}. */
    public Path secrets() {
        return directory.resolve("secrets.json");
    }

    /** The TXT records that the suite's name server knows; a person may write into it. Survives {@code down}. */
    public Path zone() {
        return directory.resolve("dns.txt");
    }

    /** Describes the running suite for programs; exists only while it is up. */
    public Path sandboxFile() {
        return directory.resolve("sandbox.json");
    }
}
