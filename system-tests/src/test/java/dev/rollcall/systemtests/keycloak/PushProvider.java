package dev.rollcall.systemtests.keycloak;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Our listener as an extension of Keycloak. */
final class PushProvider {
    private static final String PACKAGE = "dev/rollcall/systemtests/keycloak/push";

    private PushProvider() {}

    /** The listener's classes as a jar, by file name; the same bytes for the same classes. */
    static Map<String, byte[]> jar() throws IOException {
        Path classes = Path.of("target/test-classes");
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream entries = new ZipOutputStream(jar);
                Stream<Path> files = Files.walk(classes.resolve(PACKAGE))) {
            add(
                    entries,
                    "META-INF/services/org.keycloak.events.EventListenerProviderFactory",
                    PACKAGE.replace('/', '.').concat(".ScimPushFactory").getBytes(StandardCharsets.UTF_8));
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                add(entries, classes.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return Map.of("scim-push.jar", jar.toByteArray());
    }

    private static void add(ZipOutputStream jar, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        jar.putNextEntry(entry);
        jar.write(content);
    }
}
