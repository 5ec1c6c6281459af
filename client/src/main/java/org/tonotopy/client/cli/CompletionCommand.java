package org.tonotopy.client.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** Prints a script that completes commands and options in a shell. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Print the completion of a shell.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(tonotopy completion bash)       in ~/.bashrc",
            "  source <(tonotopy completion zsh)        in ~/.zshrc"
        })
final class CompletionCommand implements Callable<Integer> {
    private enum Shell {
        bash,
        zsh
    }

    /** What the launcher does without this program. */
    private static final List<String> OF_THE_LAUNCHER = List.of("demo", "study", "score", "start", "stop", "status");

    private final Screen screen;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell = Shell.bash;

    CompletionCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        // One script serves both: in zsh it loads zsh's own support for bash's completions.
        if (shell == Shell.zsh) {
            screen.out().println("autoload -U +X compinit && compinit");
        }
        CommandLine program = TonotopyProgram.commandLine(screen);
        for (String command : OF_THE_LAUNCHER) {
            program.addSubcommand(command, CommandSpec.create());
        }
        screen.out().println(AutoComplete.bash("tonotopy", program));
        return ExitCode.DONE.number();
    }
}
