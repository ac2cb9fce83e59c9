package dev.rollcall.sandbox.launcher;

import dev.rollcall.sandbox.client.Checkout;
import dev.rollcall.sandbox.suite.Home;
import dev.rollcall.sandbox.suite.Settings;
import java.util.Map;

/**
 * Where a command works.
 *
 * @param checkout the source tree
 * @param home the suite's directory
 * @param settings its ports
 */
record Place(Checkout checkout, Home home, Settings settings) {

    /** What working directory and environment say. */
    static Place current() {
        Map<String, String> environment = System.getenv();
        Checkout checkout = Checkout.find();
        return new Place(checkout, Home.of(environment, checkout.root()), Settings.of(environment));
    }
}
