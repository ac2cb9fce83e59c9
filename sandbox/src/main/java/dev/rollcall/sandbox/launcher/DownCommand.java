package dev.rollcall.sandbox.launcher;

import dev.rollcall.sandbox.suite.Shutdown;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code down}: stops the suite; with {@code --wipe} its data, keys and secrets go too. */
@Command(name = "down")
final class DownCommand implements Callable<Integer> {
    @Option(names = "--wipe")
    boolean wipe;

    @Override
    public Integer call() throws IOException {
        Place place = Place.current();
        boolean wasUp = Shutdown.of(place.home());
        System.out.println(wasUp ? "Rollcall is down." : "Rollcall was not up.");
        if (wipe) {
            Shutdown.wipe(place.home());
            System.out.println("Data, keys, secrets and logs are deleted.");
        }
        return 0;
    }
}
