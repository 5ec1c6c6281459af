package org.tonotopy.client.cli;

import org.jspecify.annotations.Nullable;

/** A command that ends without having done what it says, though the server was reached and did not refuse. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final transient @Nullable Object answer;

    /**
     * How a command ends.
     *
     * @param message a sentence for people
     * @param answer what the server says of what failed; null where that is nothing
     */
    CommandFailure(ExitCode exitCode, String message, @Nullable Object answer) {
        super(message);
        this.exitCode = exitCode;
        this.answer = answer;
    }

    ExitCode exitCode() {
        return exitCode;
    }

    @Nullable Object answer() {
        return answer;
    }
}
