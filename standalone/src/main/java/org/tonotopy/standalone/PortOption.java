package org.tonotopy.standalone;

import picocli.CommandLine.Option;

/** {@code --port}. */
public final class PortOption {
    private static final int LARGEST = 65_535;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port on 127.0.0.1; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    /** @throws StandaloneException if there is no such port */
    public int port() {
        if (port < 0 || port > LARGEST) {
            throw new StandaloneException(
                    "--port is " + port + ": write a number from 1 to " + LARGEST + ", or 0 for any free port.");
        }
        return port;
    }
}
