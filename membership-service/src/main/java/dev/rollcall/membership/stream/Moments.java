package dev.rollcall.membership.stream;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The only place where time is read and ids and random numbers are made; rules get them as values. */
@ApplicationScoped
public class Moments {
    private final SecureRandom random = new SecureRandom();

    /** Now, in microseconds: what PostgreSQL keeps, so that a stored time equals the one in the event. */
    public Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** A UUID of version 7: new rows lie at the end of their index, and creation order is id order. */
    public UUID newId() {
        return UuidCreator.getTimeOrderedEpochPlus1();
    }

    /** Unpredictable, for secrets. */
    public byte[] secret(int bytes) {
        byte[] secret = new byte[bytes];
        random.nextBytes(secret);
        return secret;
    }

    /** From 0 to {@code bound - 1}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }
}
