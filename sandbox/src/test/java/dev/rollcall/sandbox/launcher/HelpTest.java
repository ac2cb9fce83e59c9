package dev.rollcall.sandbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sandbox.client.Checkout;
import dev.rollcall.sandbox.suite.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Help is text that the script prints without a build, so nothing else keeps it true. */
class HelpTest {
    private final Path folder = Checkout.find().root().resolve("sandbox/help");

    @Test
    void everyOptionOfEveryCommandIsExplained() throws Exception {
        for (CommandLine command : Rollcall.commandLine().getSubcommands().values()) {
            if (command.getCommandSpec().usageMessage().hidden()) {
                continue;
            }
            String help = Files.readString(folder.resolve(command.getCommandName() + ".txt"));
            for (var option : command.getCommandSpec().options()) {
                if (option.hidden()) {
                    continue;
                }
                assertThat(help).as(command.getCommandName()).contains(option.longestName());
            }
        }
    }

    @Test
    void everyVariableThatMovesAPortIsNamedWithItsDefault() throws Exception {
        String help = Files.readString(folder.resolve("up.txt"));

        Settings.of(Map.of())
                .ports()
                .forEach((variable, port) -> assertThat(help).contains(variable + " " + port));
    }
}
