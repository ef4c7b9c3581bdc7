package dev.cairn.bench;

import dev.cairn.bench.map.MapCommand;
import dev.cairn.bench.message.MessageCommand;
import dev.cairn.bench.mixed.MixedCommand;
import dev.cairn.bench.nativecode.NativeCommand;
import dev.cairn.bench.pattern.PairsCommand;
import dev.cairn.bench.pattern.PatternCommand;
import dev.cairn.bench.process.ProcessCommand;
import dev.cairn.bench.small.SmallCommand;
import dev.cairn.bench.vector.VectorCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The benchmarks' command line: one subcommand a structure. */
@Command(
        name = "bench",
        description = "Measures Cairn beside other libraries.",
        subcommands = {
            VectorCommand.class,
            MapCommand.class,
            SmallCommand.class,
            MixedCommand.class,
            MessageCommand.class,
            ProcessCommand.class,
            PatternCommand.class,
            PairsCommand.class,
            NativeCommand.class
        })
public final class Main implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Spec
    CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to measure: vector, map, small, mixed, message, process, patterns, pairs, native or duckdb");
    }
}
