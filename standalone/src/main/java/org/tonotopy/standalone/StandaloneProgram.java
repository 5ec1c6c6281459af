package org.tonotopy.standalone;

import org.tonotopy.standalone.demo.DemoCommand;
import org.tonotopy.standalone.score.ScoreCommand;
import org.tonotopy.standalone.study.StudyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The program behind {@code ./tonotopy}. */
@Command(
        name = "tonotopy",
        mixinStandardHelpOptions = true,
        version = "Tonotopy 0.1.0",
        description = "A lab's shared platform for models of auditory neurons.",
        subcommands = {
            DemoCommand.class,
            StudyCommand.class,
            ScoreCommand.class,
            StartCommand.class,
            StopCommand.class,
            StatusCommand.class,
            HelpCommand.class
        })
public final class StandaloneProgram implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private StandaloneProgram() {}

    /** Runs one command and ends the JVM with its exit code: 0 done, 1 failed with a sentence, 2 wrong usage. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new StandaloneProgram())
                .setExecutionExceptionHandler(StandaloneProgram::explain)
                .execute(arguments);
    }

    private static int explain(Exception failure, CommandLine commandLine, ParseResult parsed) {
        if (failure instanceof StandaloneException) {
            commandLine.getErr().println("tonotopy: " + failure.getMessage());
        } else {
            commandLine.getErr().println("tonotopy: failed unexpectedly.");
            failure.printStackTrace(commandLine.getErr());
        }
        return 1;
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
