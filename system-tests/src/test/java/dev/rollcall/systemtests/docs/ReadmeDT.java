package dev.rollcall.systemtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's promises about {@code ./rollcall}. */
class ReadmeDT {
    private final String readme = Sources.text(Sources.ROOT.resolve("README.md"));

    @Test
    void theReadmeNamesTheTwoCommands() {
        assertThat(readme.lines().map(String::strip).filter(line -> line.startsWith("./rollcall")))
                .anyMatch(line -> line.startsWith("./rollcall up"))
                .anyMatch(line -> line.startsWith("./rollcall test"));
    }

    @Test
    void helpListsEveryCommandThatTheReadmeUsesAndEachExplainsItself() throws Exception {
        String help = rollcall("--help");
        Set<String> used = new TreeSet<>();
        Matcher command = Pattern.compile("\\./rollcall ([a-z]+)").matcher(readme);
        while (command.find()) {
            used.add(command.group(1));
        }
        assertThat(used).contains("up", "test", "demo", "tail", "status", "bench", "down");
        for (String name : used) {
            assertThat(help.lines().map(String::strip)).anyMatch(line -> line.matches(name + "\\b.*"));
            assertThat(rollcall(name, "--help")).startsWith("./rollcall " + name);
        }
    }

    /** Every module of the build has its row. */
    @Test
    void theModuleTableIsWhole() {
        Matcher module =
                Pattern.compile("<module>([^<]+)</module>").matcher(Sources.text(Sources.ROOT.resolve("pom.xml")));
        int modules = 0;
        while (module.find()) {
            modules++;
            assertThat(readme).contains("[" + module.group(1) + "](" + module.group(1) + ")");
            assertThat(Files.isDirectory(Sources.ROOT.resolve(module.group(1)))).isTrue();
        }
        assertThat(modules).isPositive();
    }

    private static String rollcall(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = Sources.ROOT.resolve("rollcall").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process =
                new ProcessBuilder(command).directory(Sources.ROOT.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s", (Object) command).isZero();
        return output;
    }
}
