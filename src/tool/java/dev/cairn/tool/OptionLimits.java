package dev.cairn.tool;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Refuses values of options that are out of their limits. */
final class OptionLimits {
    private OptionLimits() {}

    static void requireWithin(CommandSpec command, String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    command.commandLine(), "%s must be from %d to %d, not %d".formatted(option, least, most, value));
        }
    }
}
