package dev.rollcall.sandbox.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code java TestNeeds.java ROOT}: finds or fetches what the tests need besides a JDK, a Chromium and Keycloak, before the first test runs;
 * what cannot be had is named, with what to do.
 */
public final class TestNeeds {
    private static final Pattern KEYCLOAK_VERSION = Pattern.compile("<keycloak.version>([^<]+)</keycloak.version>");
    private static final String CHROMIUM = "ROLLCALL_CHROMIUM";
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge");
    private static final List<String> PLACES = List.of(
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private TestNeeds() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path root = Path.of(args[0]);
        if (chromium(System.getenv()).isEmpty()) {
            System.err.println("rollcall: no Chromium or Chrome found, in which the tests sign people in. Install one"
                    + " ('apt install chromium', 'brew install --cask chromium'), or name one with " + CHROMIUM);
            System.exit(1);
        }
        if (!fetchKeycloak(root)) {
            System.err.println(
                    "rollcall: Maven could not fetch Keycloak, the identity provider of the tests; what it said is above");
            System.exit(1);
        }
    }

    /** Where a browser is that the tests can drive. */
    public static Optional<Path> chromium(Map<String, String> environment) {
        String chosen = environment.get(CHROMIUM);
        if (chosen != null && !chosen.isBlank()) {
            return Optional.of(Path.of(chosen)).filter(Files::isExecutable);
        }
        Stream<Path> onPath = Stream.of(environment.getOrDefault("PATH", "").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
        return Stream.concat(onPath, PLACES.stream().map(Path::of))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Into Maven's own repository; a moment when it is there. */
    private static boolean fetchKeycloak(Path root) throws IOException, InterruptedException {
        Matcher version = KEYCLOAK_VERSION.matcher(Files.readString(root.resolve("pom.xml")));
        if (!version.find()) {
            throw new IOException("pom.xml names no version of Keycloak");
        }
        return new ProcessBuilder(
                                root.resolve("mvnw").toString(),
                                "--batch-mode",
                                "--quiet",
                                "--no-transfer-progress",
                                "--non-recursive",
                                "dependency:get",
                                "-Dtransitive=false",
                                "-Dartifact=org.keycloak:keycloak-quarkus-dist:" + version.group(1) + ":zip")
                        .directory(root.toFile())
                        .inheritIO()
                        .start()
                        .waitFor()
                == 0;
    }
}
