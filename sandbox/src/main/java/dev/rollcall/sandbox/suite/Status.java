package dev.rollcall.sandbox.suite;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What runs now in a home. */
public final class Status {
    public static final String KEYCLOAK = "Keycloak";

    private Status() {}

    /** The supervisor, when a suite is up or starting. */
    public static Optional<ProcessHandle> supervisor(Home home) throws IOException {
        return SuiteLock.supervisor(home);
    }

    /** Refuses when a suite is up or starting, with the line that says what to do. */
    public static void requireDown(Home home) throws IOException {
        Optional<ProcessHandle> supervisor = supervisor(home);
        if (supervisor.isPresent()) {
            throw SuiteLock.alreadyUp(supervisor);
        }
    }

    /** The live processes of a suite by name: services, the supervisor that also holds the broker, and the database's. */
    public static Map<String, ProcessHandle> processes(Home home) throws IOException {
        Map<String, ProcessHandle> processes = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            ProcessFile.in(home, service.module()).find().ifPresent(found -> processes.put(service.module(), found));
        }
        ProcessFile.in(home, KEYCLOAK).find().ifPresent(found -> processes.put(KEYCLOAK, found));
        Leftovers.database(home).ifPresent(found -> processes.put("PostgreSQL", found));
        SuiteLock.supervisor(home).ifPresent(found -> processes.put("Kafka and supervisor", found));
        return processes;
    }
}
