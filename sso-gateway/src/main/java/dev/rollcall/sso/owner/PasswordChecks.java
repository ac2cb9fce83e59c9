package dev.rollcall.sso.owner;

import dev.rollcall.contract.refusal.Refusal;
import dev.rollcall.sso.secret.Fresh;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Compares passwords, a few at a time: each takes 19 MiB and a core, and a crowd at the door must not take the service down. */
@ApplicationScoped
class PasswordChecks {
    private static final int AT_ONCE = 2;
    private static final int WAIT_SECONDS = 3; // people wait so long; more would only pile up requests

    /** Compared with when there is no credential, so that the answer takes as long; random bytes that no password has as its hash. */
    private static final String NOBODYS = PasswordHash.of(Fresh.secret(), Fresh.bytes(PasswordHash.SALT_BYTES));

    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /** Whether the password is that of {@code hash}; never, after the same work, when there is none. */
    boolean matches(Optional<String> hash, String password) {
        requirePlace();
        try {
            return PasswordHash.matches(hash.orElse(NOBODYS), password) && hash.isPresent();
        } finally {
            places.release();
        }
    }

    private void requirePlace() {
        try {
            if (places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Refusal.UNAVAILABLE.because("Too many people sign in at this moment; try again.");
    }
}
