package dev.cairn.tool;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The {@code cairn} command. Each subcommand is in a file of its own. */
@Command(
        name = "cairn",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = Main.Version.class,
        description = "Persistent collections off the heap that need not be freed.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            IndexCommand.class,
            FileCommand.class,
            TopCommand.class,
            HeaderCommand.class,
            CommandLine.HelpCommand.class
        },
        footerHeading = "%nThe script ./cairn has more:%n",
        footer = {
            "  shell  Opens jshell with the library on its path and imported.",
            "  bench  Measures Cairn beside other libraries; see ./cairn bench --help.",
            "  format Formats the sources.",
            "",
            "./cairn help demo, or ./cairn demo --help, says more about a command."
        })
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Main() {}

    /** The version of the project, from a file beside this class that the build writes. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            try (InputStream in = Main.class.getResourceAsStream("version.txt")) {
                if (in == null) {
                    throw new FileNotFoundException("version.txt is not beside the classes; build with Maven");
                }
                return new String[] {"cairn " + new String(in.readAllBytes(), StandardCharsets.UTF_8).strip()};
            }
        }
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /**
     * Runs the command and exits with its code: 0 done, 1 failed, 2 wrong input.
     *
     * @param arguments the words after {@code cairn}
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(Main::refuse)
                .setExecutionExceptionHandler(Main::fail);
    }

    private static int refuse(ParameterException wrong, String[] arguments) {
        complain(wrong.getCommandLine(), String.valueOf(wrong.getMessage()));
        return CommandLine.ExitCode.USAGE;
    }

    /** Prints one line for an input or output error. Any other exception is a bug and keeps its stack trace. */
    private static int fail(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            complain(command, failure.toString());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }

    private static void complain(CommandLine command, String message) {
        String line = message.lines()
                .map(String::strip)
                .reduce((a, b) -> a + "; " + b)
                .orElse(message);
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + line);
    }
}
