package dev.rollcall.sandbox.launcher;

import dev.rollcall.sandbox.suite.SandboxFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of {@code ./rollcall}; help texts are the script's, in {@code sandbox/help}, so that they show without a build. */
@Command(
        name = "rollcall",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            TailCommand.class,
            DnsCommand.class,
            MailCommand.class,
            TrainCommand.class,
            BenchCommand.class,
            DemoCommand.class
        })
public final class Rollcall {
    private Rollcall() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Rollcall())
                .setExecutionExceptionHandler((failure, command, result) -> report(failure))
                .setParameterExceptionHandler((wrong, args) -> {
                    System.err.println("rollcall: " + wrong.getMessage() + ". './rollcall help "
                            + wrong.getCommandLine().getCommandName() + "' lists what there is");
                    return CommandLine.ExitCode.USAGE;
                });
    }

    private static int report(Exception failure) throws Exception {
        if (failure instanceof SandboxFailure) {
            System.err.println("rollcall: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure; // a fault of ours: its stack trace is what helps then
    }
}
