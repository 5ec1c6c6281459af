package org.tonotopy.client.cli;

import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    private static final String HELP = "help";
    private static final String CONNECTIONS = "-SelectorManager";
    private static final long LONGEST_END_MS = 100;

    /** In the order of help. */
    private static final List<String> COMMANDS = List.of(
            "login",
            "dataset",
            "benchmark",
            "suite",
            "fit",
            "sweep",
            "job",
            "model",
            "predict",
            "dream",
            "gradmap",
            "strf",
            "leaderboard",
            "submit",
            "queue",
            "token",
            "admin",
            "completion",
            HELP);

    private final Screen screen;

    TonotopyProgram(Screen screen) {
        this.screen = screen;
    }

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) throws InterruptedException {
        int exitCode = run(Screen.ofProcess(), arguments);
        endConnections();
        System.exit(exitCode);
    }

    /**
     * A thread that waits in the operating system holds up the end of a JVM by 300 ms, and the one of the connections
     * does. JDK 17 has no way to close them but to interrupt it.
     */
    private static void endConnections() throws InterruptedException {
        Thread[] threads = new Thread[2 * Thread.activeCount()];
        int count = Thread.enumerate(threads);
        for (int index = 0; index < count; index++) {
            if (threads[index].getName().endsWith(CONNECTIONS)) {
                threads[index].interrupt();
                threads[index].join(LONGEST_END_MS);
            }
        }
    }

    static int run(Screen screen, String... arguments) {
        return commandLine(screen, named(arguments)).execute(arguments);
    }

    /** The one command that is asked for: reading what all of them take would be most of the time of a start. */
    private static List<String> named(String... arguments) {
        return arguments.length > 0 && !arguments[0].equals(HELP) && COMMANDS.contains(arguments[0])
                ? List.of(arguments[0])
                : COMMANDS;
    }

    /** The program with all of its commands. */
    static CommandLine commandLine(Screen screen) {
        return commandLine(screen, COMMANDS);
    }

    private static CommandLine commandLine(Screen screen, List<String> commands) {
        IFactory factory = new ScreenFactory(screen);
        CommandLine commandLine = new CommandLine(new TonotopyProgram(screen), factory);
        for (String name : commands) {
            commandLine.addSubcommand(name, new CommandLine(type(name), factory));
        }
        // These hold for the commands that are there already.
        commandLine
                .setOut(new PrintWriter(screen.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(screen.err(), true, StandardCharsets.UTF_8));
        Explanation explanation = new Explanation(screen, commandLine.getParameterExceptionHandler());
        commandLine.setExecutionExceptionHandler(explanation).setParameterExceptionHandler(explanation);
        if (screen.live()) {
            commandLine.setUsageHelpWidth(Math.max(60, Math.min(screen.width(), 120)));
        }
        return commandLine;
    }

    /** A class is loaded where its name is first reached, so only that of the command that is asked for. */
    private static Class<?> type(String name) {
        return switch (name) {
            case "login" -> LoginCommand.class;
            case "dataset" -> DatasetCommands.class;
            case "benchmark" -> BenchmarkCommands.class;
            case "suite" -> SuiteCommands.class;
            case "fit" -> FitCommand.class;
            case "sweep" -> SweepCommands.class;
            case "job" -> JobCommands.class;
            case "model" -> ModelCommands.class;
            case "predict" -> PredictCommand.class;
            case "dream" -> FeatureCommands.Dream.class;
            case "gradmap" -> FeatureCommands.Gradmap.class;
            case "strf" -> FeatureCommands.Strf.class;
            case "leaderboard" -> LeaderboardCommand.class;
            case "submit" -> SubmitCommand.class;
            case "queue" -> QueueCommand.class;
            case "token" -> TokenCommands.class;
            case "admin" -> AdminCommands.class;
            case "completion" -> CompletionCommand.class;
            case HELP -> HelpCommand.class;
            default -> throw new IllegalArgumentException("There is no command " + name);
        };
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
