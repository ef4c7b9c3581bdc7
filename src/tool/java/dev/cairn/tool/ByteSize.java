package dev.cairn.tool;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads and writes numbers of bytes such as {@code 4g}, {@code 512M} or {@code 1.5 GiB}. Units are powers of 1,024. */
final class ByteSize implements ITypeConverter<Long> {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*([kmgt]?)(?:i?b)?");
    private static final String UNITS = "kmgt";

    @Override
    public Long convert(String written) {
        Matcher parts = WRITTEN.matcher(written.trim().toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new TypeConversionException("'" + written + "' is not a size; write it like 512m or 4g");
        }
        int power = parts.group(2).isEmpty() ? 0 : UNITS.indexOf(parts.group(2)) + 1;
        return (long) (Double.parseDouble(parts.group(1)) * (1L << (10 * power)));
    }

    /** The number in the largest unit that gives at least 1, with one decimal. */
    static String toString(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        int power = Math.min((63 - Long.numberOfLeadingZeros(bytes)) / 10, UNITS.length());
        char unit = Character.toUpperCase(UNITS.charAt(power - 1));
        return String.format(Locale.ROOT, "%.1f %ciB", (double) bytes / (1L << (10 * power)), unit);
    }
}
