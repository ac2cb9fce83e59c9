package dev.rollcall.contract.provisioning;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Users on their way between services, as bytes: every text has its length before it, so that neither end reads a text to find where it
 * ends. As JSON within JSON each was parsed and written again on both sides, which was most of what a page of a list cost.
 *
 * <p>A byte for the form, the total, and how many users; of each its resource, id, two moments, version, and how many groups with their ids
 * and names. Numbers are big-endian, a moment is seconds and nanoseconds, a text is UTF-8 behind its length; the length or number of what is
 * not there is -1, and of a user who is not there nothing follows.
 *
 * @param total as in {@link UserPage}; -1 where users were asked for one by one
 * @param users null for each that does not exist
 */
public record PackedUsers(long total, List<? extends @Nullable UserText> users) {
    public static final String MEDIA_TYPE = "application/vnd.rollcall.users";

    private static final byte FORM = 1;
    private static final int ABSENT = -1;
    /** Of a user without texts and groups; more than any other part that is written at once. */
    private static final int FIXED_MAX = 64;
    /** Bytes of a user as identity providers describe them, with some room. */
    private static final int USUAL = 640;

    /** The users of a list. */
    public UserPage page() {
        List<UserText> there = new ArrayList<>(users.size());
        for (UserText user : users) {
            if (user == null) {
                throw new IllegalArgumentException("A page has no gaps");
            }
            there.add(user);
        }
        return new UserPage(total, there);
    }

    public byte[] pack() {
        Writing out = new Writing(FIXED_MAX + users.size() * USUAL);
        out.room(FIXED_MAX).put(FORM).putLong(total).putInt(users.size());
        for (UserText user : users) {
            out.text(user == null ? null : user.resource());
            if (user != null) {
                out.id(user.id());
                out.moment(user.created());
                out.moment(user.lastModified());
                out.room(FIXED_MAX).putLong(user.version());
                out.groups(user.groups());
            }
        }
        return Arrays.copyOf(out.bytes.array(), out.bytes.position());
    }

    /** @throws IllegalArgumentException when it is something else */
    public static PackedUsers unpack(byte[] packed) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        try {
            if (in.get() != FORM) {
                throw new IllegalArgumentException("Not users as they are packed here");
            }
            long total = in.getLong();
            int count = number(in);
            List<@Nullable UserText> users = new ArrayList<>(Math.max(count, 0));
            while (users.size() < count) {
                String resource = text(in);
                users.add(resource == null ? null : user(resource, in));
            }
            if (in.hasRemaining()) {
                throw new IllegalArgumentException("More than users");
            }
            return new PackedUsers(total, users);
        } catch (BufferUnderflowException | DateTimeException e) {
            throw new IllegalArgumentException("Broken off", e);
        }
    }

    private static UserText user(String resource, ByteBuffer in) {
        return new UserText(id(in), resource, moment(in), moment(in), in.getLong(), groups(in));
    }

    private static @Nullable List<UserRecord.Reference> groups(ByteBuffer in) {
        int count = number(in);
        if (count < 0) {
            return null;
        }
        List<UserRecord.Reference> groups = new ArrayList<>(count);
        while (groups.size() < count) {
            groups.add(new UserRecord.Reference(id(in), text(in)));
        }
        return groups;
    }

    private static UUID id(ByteBuffer in) {
        return new UUID(in.getLong(), in.getLong());
    }

    private static Instant moment(ByteBuffer in) {
        return Instant.ofEpochSecond(in.getLong(), in.getInt());
    }

    private static @Nullable String text(ByteBuffer in) {
        int length = number(in);
        if (length < 0) {
            return null;
        }
        String text = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }

    /** How many of something follow; each takes a byte at least. */
    private static int number(ByteBuffer in) {
        int number = in.getInt();
        if (number > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return number;
    }

    /** Bytes that grow as needed. */
    private static final class Writing {
        private ByteBuffer bytes;

        Writing(int expected) {
            bytes = ByteBuffer.allocate(expected);
        }

        ByteBuffer room(int wanted) {
            if (bytes.remaining() < wanted) {
                int position = bytes.position();
                bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), 2 * (position + wanted)))
                        .position(position);
            }
            return bytes;
        }

        void id(UUID id) {
            room(FIXED_MAX).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }

        void moment(Instant moment) {
            room(FIXED_MAX).putLong(moment.getEpochSecond()).putInt(moment.getNano());
        }

        void text(@Nullable String text) {
            if (text == null) {
                room(FIXED_MAX).putInt(ABSENT);
                return;
            }
            byte[] written = text.getBytes(StandardCharsets.UTF_8);
            room(FIXED_MAX + written.length).putInt(written.length).put(written);
        }

        void groups(@Nullable List<UserRecord.Reference> groups) {
            room(FIXED_MAX).putInt(groups == null ? ABSENT : groups.size());
            if (groups != null) {
                groups.forEach(group -> {
                    id(group.value());
                    text(group.display());
                });
            }
        }
    }
}
