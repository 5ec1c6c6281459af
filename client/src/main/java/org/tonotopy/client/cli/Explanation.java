package org.tonotopy.client.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.TonotopyException;
import org.tonotopy.client.generated.ApiClient;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Says why a command failed: a sentence for people on standard error and, where JSON is wanted, the last line of
 * standard output as one object. No lambda stands for it: a class of picocli's that one names stays out of the archive
 * of classes.
 */
final class Explanation implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Screen screen;
    private final IParameterExceptionHandler usage;

    /**
     * Explains on a screen.
     *
     * @param usage prints what is wrong with the arguments, and how to use the command
     */
    Explanation(Screen screen, IParameterExceptionHandler usage) {
        this.screen = screen;
        this.usage = usage;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) throws Exception {
        int exitCode = usage.handleParseException(wrong, arguments);
        if (List.of(arguments).contains(ServerCommand.JSON)) {
            printJson(ExitCode.WRONG_USAGE, String.valueOf(wrong.getMessage()), null);
        }
        return exitCode;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        boolean json = command.getCommand() instanceof ServerCommand asked && asked.wantsJson();
        if (failure instanceof TonotopyException known) {
            screen.err().println("tonotopy: " + known.getMessage());
            return end(json, ExitCode.of(known.kind()), known.getMessage(), known.problem());
        }
        if (failure instanceof CommandFailure known) {
            String sentence = String.valueOf(known.getMessage());
            boolean failed = known.exitCode() == ExitCode.JOB_FAILED;
            screen.err().println(failed ? screen.coloured(false, sentence) : sentence);
            return end(json, known.exitCode(), known.getMessage(), known.answer());
        }
        screen.err().println("tonotopy: failed unexpectedly.");
        failure.printStackTrace(screen.err());
        return end(json, ExitCode.REFUSED, failure.toString(), null);
    }

    private int end(boolean json, ExitCode exitCode, @Nullable String message, @Nullable Object answer) {
        if (json) {
            printJson(exitCode, String.valueOf(message), answer);
        }
        return exitCode.number();
    }

    private void printJson(ExitCode exitCode, String message, @Nullable Object answer) {
        ObjectMapper json = ApiClient.createDefaultObjectMapper();
        ObjectNode problem = json.createObjectNode()
                .put("problem", exitCode.name().toLowerCase(Locale.ROOT))
                .put("exit_code", exitCode.number())
                .put("message", message);
        if (answer != null) {
            problem.set("answer", json.<JsonNode>valueToTree(answer));
        }
        try {
            screen.out().println(json.writeValueAsString(problem));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What was read as JSON can be written", impossible);
        }
    }
}
