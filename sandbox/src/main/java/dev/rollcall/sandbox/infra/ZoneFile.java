package dev.rollcall.sandbox.infra;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The TXT records that the sandbox's name server knows: one a line, the name, a space, and the text. Read anew for each question, so whoever
 * writes a line is heard at once.
 *
 * @param path need not exist: then no name exists either
 */
public record ZoneFile(Path path) {
    private static final long BYTES_MAX = 1 << 20; // a person's list

    /** The texts of a name; empty when it has none. */
    public List<String> texts(String name) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String line : lines()) {
            int space = line.indexOf(' ');
            if (space > 0 && line.substring(0, space).equalsIgnoreCase(name)) {
                texts.add(line.substring(space + 1).strip());
            }
        }
        return texts;
    }

    /** One record more. */
    public void add(String name, String text) throws IOException {
        if (name.isBlank()
                || name.chars().anyMatch(c -> c <= ' ')
                || text.chars().anyMatch(Character::isISOControl)) {
            throw new IOException("a record is a name without spaces and a text on one line");
        }
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(
                path,
                name.toLowerCase(Locale.ROOT) + " " + text.strip() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private List<String> lines() throws IOException {
        if (!Files.exists(path) || Files.size(path) > BYTES_MAX) {
            return List.of();
        }
        return Files.readAllLines(path, StandardCharsets.UTF_8);
    }
}
