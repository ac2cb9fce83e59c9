package dev.rollcall.systemtests.docs;

import dev.rollcall.sandbox.client.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The tree as text. */
final class Sources {
    static final Path ROOT = Checkout.find().root();
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".rollcall", ".mvn", "node_modules");

    private Sources() {}

    /** README and everything under docs. */
    static List<Path> pages() {
        return files(file -> file.endsWith(".md") && (file.startsWith("docs/") || !file.contains("/")));
    }

    static List<Path> files(Predicate<String> wanted) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (wanted.test(ROOT.relativize(file).toString())) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(null);
        return found;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** All of what runs, in one text: code, settings, the script. */
    static String code() {
        return files(file -> file.contains("src/main/") || file.equals("rollcall") || file.endsWith("pom.xml")).stream()
                .map(Sources::text)
                .collect(Collectors.joining("\n"));
    }
}
