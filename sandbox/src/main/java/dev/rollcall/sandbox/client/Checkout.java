package dev.rollcall.sandbox.client;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The source tree that a program runs in.
 *
 * @param root the folder with {@code rollcall} and {@code .mvn}
 */
public record Checkout(Path root) {

    /** Walks up from the working directory, so that it works from a module's folder as Maven's tests run there. */
    public static Checkout find() {
        return findFrom(Path.of("").toAbsolutePath());
    }

    static Checkout findFrom(Path start) {
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("rollcall")) && Files.isDirectory(at.resolve(".mvn"))) {
                return new Checkout(at);
            }
        }
        throw new IllegalStateException("no folder with 'rollcall' and '.mvn' at or above " + start);
    }

    /**
     * The class path of the sandbox's own programs: its jar, or its classes when the build stopped before {@code package}.
     *
     * @throws IllegalStateException when the module was not built
     */
    public String sandboxClassPath() {
        Path target = root.resolve("sandbox/target");
        Path lib = target.resolve("lib");
        if (!Files.isDirectory(lib)) {
            throw new IllegalStateException("sandbox is not built: run ./rollcall build");
        }
        List<Path> parts = jar(target)
                .map(jar -> List.of(jar, lib.resolve("*")))
                .orElseGet(() -> List.of(
                        target.resolve("classes"),
                        root.resolve("libs/contract/target/classes"),
                        root.resolve("libs/transparency-log/target/classes"),
                        lib.resolve("*")));
        return String.join(
                File.pathSeparator, parts.stream().map(Path::toString).toList());
    }

    /** The {@code java} of the JDK that runs this program. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Optional<Path> jar(Path target) {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches("sandbox-[0-9][^/]*\\.jar"))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
