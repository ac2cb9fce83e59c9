package dev.rollcall.membership.user;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How usernames look that this installation makes (R-JIT-7).
 *
 * @param lengthMin 1 to 10; a shorter one gets digits
 * @param lengthMax 30 to 64: room for what an owner wants before and behind, and for digits
 * @param signs what may stand in one besides letters and digits, though not first: dots, dashes and underscores, or fewer
 */
public record UserNameForm(int lengthMin, int lengthMax, String signs) {
    public UserNameForm {
        if (lengthMin < 1 || lengthMin > 10 || lengthMax < 30 || lengthMax > 64 || !signs.matches("[._-]{0,3}")) {
            throw new IllegalArgumentException(
                    "rollcall.user-names: length-min must be 1 to 10, length-max 30 to 64, and signs"
                            + " some of . _ - , but they are " + lengthMin + ", " + lengthMax + " and '" + signs + "'");
        }
    }

    @Dependent
    static class Settings {
        @Produces
        @Singleton
        @Unremovable
        UserNameForm form(
                @ConfigProperty(name = "rollcall.user-names.length-min", defaultValue = "4") int lengthMin,
                @ConfigProperty(name = "rollcall.user-names.length-max", defaultValue = "30") int lengthMax,
                @ConfigProperty(name = "rollcall.user-names.signs", defaultValue = ".-") String signs) {
            return new UserNameForm(lengthMin, lengthMax, signs);
        }
    }
}
