package org.tonotopy.client.cli;

import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tonotopy.client.TonotopyException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IFactory;

/** The client commands behind {@code ./tonotopy}. */
@Command(
        name = "tonotopy",
        mixinStandardHelpOptions = true,
        version = "Tonotopy 0.1.0",
        description = "Uploads recordings, asks for fits, follows them and reads what came out.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the server refused",
            "2:wrong usage",
            "4:no valid token, or not allowed",
            "5:server not reached, or connection broken",
            "6:the job failed or was cancelled, or the recording was rejected",
            "7:a file here cannot be read or written",
            "8:no such thing on the server",
            "9:the server is of another version, or not Tonotopy",
            "130:stopped by Ctrl-C"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tonotopy login --url https://tonotopy.example.org",
            "  tonotopy dataset import recording.npz",
            "  tonotopy fit my-benchmark@1 statenet --follow",
            "  tonotopy leaderboard my-benchmark@1"
        })
public final class TonotopyProgram implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
            LoginCommand.class,
            DatasetCommands.class,
            BenchmarkCommands.class,
            FitCommand.class,
            SweepCommands.class,
            JobCommands.class,
            ModelCommands.class,
            PredictCommand.class,
            FeatureCommands.Dream.class,
            FeatureCommands.Gradmap.class,
            FeatureCommands.Strf.class,
            LeaderboardCommand.class,
            SubmitCommand.class,
            QueueCommand.class,
            TokenCommands.class,
            AdminCommands.class,
            CompletionCommand.class,
            HelpCommand.class);

    private final Screen screen;

    TonotopyProgram(Screen screen) {
        this.screen = screen;
    }

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(Screen.ofProcess(), arguments));
    }

    static int run(Screen screen, String... arguments) {
        return commandLine(screen, named(arguments)).execute(arguments);
    }

    /** The one command that is asked for: reading what all of them take would be most of the time of a start. */
    private static List<Class<?>> named(String... arguments) {
        List<Class<?>> named = COMMANDS.stream()
                .filter(command -> arguments.length > 0
                        && command.getAnnotation(Command.class).name().equals(arguments[0]))
                .toList();
        return named.isEmpty() || named.contains(HelpCommand.class) ? COMMANDS : named;
    }

    /** The program with all of its commands. */
    static CommandLine commandLine(Screen screen) {
        return commandLine(screen, COMMANDS);
    }

    private static CommandLine commandLine(Screen screen, List<Class<?>> commands) {
        IFactory factory = new ScreenFactory(screen);
        CommandLine commandLine = new CommandLine(new TonotopyProgram(screen), factory)
                .setOut(new PrintWriter(screen.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(screen.err(), true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(screen, failure));
        commands.forEach(commandLine::addSubcommand);
        if (screen.live()) {
            commandLine.setUsageHelpWidth(Math.max(60, Math.min(screen.width(), 120)));
        }
        return commandLine;
    }

    private static int explain(Screen screen, Exception failure) {
        if (failure instanceof TonotopyException known) {
            screen.err().println("tonotopy: " + known.getMessage());
            return ExitCode.of(known.kind()).number();
        }
        screen.err().println("tonotopy: failed unexpectedly.");
        failure.printStackTrace(screen.err());
        return ExitCode.REFUSED.number();
    }

    @Override
    public void run() {
        commandLine(screen).usage(screen.out());
    }

    /** Makes commands with the screen that they write to. */
    private record ScreenFactory(Screen screen) implements IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Screen.class) {
                    return type.cast(constructor.newInstance(screen));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
