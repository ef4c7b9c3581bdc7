package dev.cairn.internal.memory;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The system properties that set options. An unreadable value is refused, and never silently replaced by a default. */
public final class SystemProperty {
    /** The size that the standard store may grow to. */
    public static final String MAX_BYTES = "dev.cairn.maxBytes";

    /** How many bytes the standard store may take between collections. */
    public static final String BUDGET_BYTES = "dev.cairn.budgetBytes";

    /** How many bytes of the standard store are touched when it is made. */
    public static final String PRE_TOUCH_BYTES = "dev.cairn.preTouchBytes";

    /** The seed of the standard store's hashes. */
    public static final String SEED = "dev.cairn.seed";

    /** Whether every access to memory is checked. */
    public static final String CHECKED = "dev.cairn.checked";

    /** Whether to ask the system for large pages. */
    public static final String HUGE_PAGES = "dev.cairn.hugePages";

    private static final String PREFIX = "dev.cairn.";
    private static final List<String> FLAGS = List.of(CHECKED, HUGE_PAGES);
    private static final Set<String> KNOWN =
            Set.of(MAX_BYTES, BUDGET_BYTES, PRE_TOUCH_BYTES, SEED, CHECKED, HUGE_PAGES);
    private static final Pattern SIZE = Pattern.compile("(\\d{1,19})([kmgt]?)");
    private static final String UNITS = "kmgt";

    private SystemProperty() {}

    /**
     * A number of bytes: digits, and perhaps k, m, g or t after them, for powers of 1,024; {@code otherwise} if the property is not set.
     *
     * @throws IllegalArgumentException if the value is anything else
     */
    public static long bytes(String name, long otherwise) {
        String text = System.getProperty(name);
        return text == null ? otherwise : bytes(name, text);
    }

    private static long bytes(String name, String text) {
        Matcher parts = SIZE.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw refusal(name, text, "is not a number of bytes; write it like 2147483648, 2048m or 2g", null);
        }
        int power = parts.group(2).isEmpty() ? 0 : UNITS.indexOf(parts.group(2)) + 1;
        try {
            return Math.multiplyExact(Long.parseLong(parts.group(1)), 1L << (10 * power));
        } catch (NumberFormatException | ArithmeticException e) {
            throw refusal(name, text, "is more than " + Long.MAX_VALUE + " bytes", e);
        }
    }

    /**
     * A number; null if the property is not set.
     *
     * @throws IllegalArgumentException if the value is anything else
     */
    public static @Nullable Long number(String name) {
        String text = System.getProperty(name);
        try {
            return text == null ? null : Long.decode(text.trim());
        } catch (NumberFormatException e) {
            throw refusal(name, text, "is not a number of 64 bits", e);
        }
    }

    /** The value, true or false; {@code otherwise} if the property is not set, or has a value that {@link #requireFlags} refuses. */
    static boolean flag(String name, boolean otherwise) {
        String text = System.getProperty(name, "").trim();
        return otherwise ? !text.equalsIgnoreCase("false") : text.equalsIgnoreCase("true");
    }

    /**
     * Throws unless each property with the values true and false has one of them. {@link #flag} does not check this, since classes call
     * it when they are initialised, where nothing may be thrown.
     *
     * @throws IllegalArgumentException if a value is anything else
     */
    public static void requireFlags() {
        for (String name : FLAGS) {
            String text = System.getProperty(name, "true").trim();
            if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
                throw refusal(name, text, "is neither true nor false", null);
            }
        }
    }

    /** The names of properties that are set and mean nothing, such as misspelt ones. */
    public static Set<String> unknown() {
        Set<String> names = new TreeSet<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith(PREFIX) && !KNOWN.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** The names of all properties. */
    public static Set<String> known() {
        return new TreeSet<>(KNOWN);
    }

    private static IllegalArgumentException refusal(
            String name, String text, String problem, @Nullable Throwable cause) {
        return new IllegalArgumentException("the system property " + name + "=" + text + " " + problem, cause);
    }
}
