package dev.rollcall.benchmarks.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.rollcall.benchmarks.scenario.AtSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * G1 kept beside the suite's data: a store that has grown cannot be measured small again, so what was measured on the way up is kept until
 * the store is wiped.
 *
 * @param path the file; absent when nothing was measured yet
 */
public record SizesFile(Path path) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    /** Smallest first. */
    public List<AtSize> read() throws IOException {
        return Files.exists(path) ? JSON.readValue(path.toFile(), new TypeReference<>() {}) : List.of();
    }

    /** Adds one, in the place of an older one of that size. */
    public void keep(AtSize measured) throws IOException {
        List<AtSize> sizes = new ArrayList<>(read());
        sizes.removeIf(size -> size.users() == measured.users());
        sizes.add(measured);
        sizes.sort(Comparator.comparingInt(AtSize::users));
        Files.createDirectories(path.getParent());
        Files.writeString(path, JSON.writeValueAsString(sizes));
    }
}
