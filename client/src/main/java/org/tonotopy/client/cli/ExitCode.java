package org.tonotopy.client.cli;

import org.tonotopy.client.TonotopyException;

/** How a command ended, as scripts see it. The numbers never change. */
enum ExitCode {
    DONE(0),
    REFUSED(1),
    WRONG_USAGE(2),
    NOT_ALLOWED(4),
    UNREACHABLE(5),
    JOB_FAILED(6),
    LOCAL_FILE(7),
    NOT_FOUND(8),
    NOT_UNDERSTOOD(9),
    DAMAGE_FOUND(10),
    STOPPED_WATCHING(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static ExitCode of(TonotopyException.Kind kind) {
        return switch (kind) {
            case REFUSED -> REFUSED;
            case NOT_ALLOWED -> NOT_ALLOWED;
            case NOT_FOUND -> NOT_FOUND;
            case UNREACHABLE, DAMAGED -> UNREACHABLE;
            case NOT_UNDERSTOOD -> NOT_UNDERSTOOD;
            case LOCAL_FILE -> LOCAL_FILE;
            case STOPPED -> STOPPED_WATCHING;
        };
    }
}
