package dev.rollcall.sandbox.suite;

import java.io.IOException;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Sends what broker and libraries log in this process to a file, so that the terminal shows only what a person wants to read. */
final class BrokerLog {
    private static final int SIZE_MAX = 10 << 20; // two files of 10 MB tell more than anybody reads
    private static final String FORMAT_KEY = "java.util.logging.SimpleFormatter.format";

    private BrokerLog() {}

    static void redirect(Home home) throws IOException {
        System.setProperty(FORMAT_KEY, "%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n");
        FileHandler file = new FileHandler(home.logs().resolve("kafka.log") + "", SIZE_MAX, 1, true);
        file.setFormatter(new SimpleFormatter());
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.addHandler(file);
        root.setLevel(Level.WARNING);
    }
}
