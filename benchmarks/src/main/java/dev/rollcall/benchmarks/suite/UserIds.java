package dev.rollcall.benchmarks.suite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The SCIM ids of the preloaded users by their number, kept in a file of one line for each, so that a second run, or one after an
 * interrupted preload, knows which users are there.
 */
public final class UserIds implements AutoCloseable {
    private static final int ID_LENGTH = 36; // a UUID
    private static final int LINE_LENGTH = ID_LENGTH + 1;

    private final FileChannel file;
    private final @Nullable String[] ids;

    private UserIds(FileChannel file, @Nullable String[] ids) {
        this.file = file;
        this.ids = ids;
    }

    /**
     * @param connectionId whose users they are; another one's ids are another file
     * @param count how many users are wanted
     */
    public static UserIds open(RunningSuite suite, String connectionId, int count) throws IOException {
        Files.createDirectories(suite.data());
        return open(suite.data().resolve("users-" + connectionId), count);
    }

    /** How many were ever loaded, holes included. */
    public static int known(RunningSuite suite, String connectionId) throws IOException {
        Path path = suite.data().resolve("users-" + connectionId);
        return Files.exists(path) ? Math.toIntExact(Files.size(path) / LINE_LENGTH) : 0;
    }

    static UserIds open(Path path, int count) throws IOException {
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        @Nullable String[] ids = new @Nullable String[count];
        byte[] known = Files.readAllBytes(path);
        for (int number = 0; number < count && (number + 1) * LINE_LENGTH <= known.length; number++) {
            // Never written lines are zeros: the file has holes where other connections were faster.
            if (known[number * LINE_LENGTH] != 0) {
                ids[number] = new String(known, number * LINE_LENGTH, ID_LENGTH, StandardCharsets.US_ASCII);
            }
        }
        return new UserIds(file, ids);
    }

    public int count() {
        return ids.length;
    }

    public boolean has(int number) {
        return ids[number] != null;
    }

    /** @throws IllegalStateException when that user was not loaded */
    public String require(int number) {
        String id = ids[number];
        if (id == null) {
            throw new IllegalStateException("user " + number + " was not loaded");
        }
        return id;
    }

    /** Safe from several threads, each with numbers of its own. */
    void put(int number, String id) throws IOException {
        ids[number] = id;
        file.write(ByteBuffer.wrap((id + "\n").getBytes(StandardCharsets.US_ASCII)), (long) number * LINE_LENGTH);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
