package dev.cairn.wasm;

import dev.cairn.PMap;
import java.util.Map;

/** What reader.c computes, in Java: for each value h = 31 h + value. */
final class Folds {
    /** How the module takes a slot. */
    static final int PLAIN = 0;

    static final int TEXT = 1;
    static final int ARRAY = 2;

    private Folds() {}

    static long all(Iterable<?> values) {
        long hash = 0;
        for (Object value : values) {
            hash = value(hash, value);
        }
        return hash;
    }

    static long entries(PMap<?, ?> map) {
        long hash = 0;
        for (Map.Entry<?, ?> entry : map.asMap().entrySet()) {
            hash = value(value(hash, entry.getKey()), entry.getValue());
        }
        return hash;
    }

    static long value(long hash, Object value) {
        return switch (value) {
            case Boolean truth -> 31 * hash + (truth ? 1 : 0);
            case Character unit -> 31 * hash + (short) (char) unit;
            case Float number -> 31 * hash + Float.floatToRawIntBits(number);
            case Double number -> 31 * hash + Double.doubleToRawLongBits(number);
            case Number number -> 31 * hash + number.longValue();
            case String text -> text(hash, text);
            case byte[] array -> 31 * bytes(hash, array) + array.length;
            default -> throw new AssertionError("no slot of the tests: " + value);
        };
    }

    private static long text(long hash, String text) {
        long folded = hash;
        for (int i = 0; i < text.length(); i++) {
            folded = 31 * folded + text.charAt(i);
        }
        return 31 * folded + text.length();
    }

    static long bytes(long hash, byte[] array) {
        long folded = hash;
        for (byte one : array) {
            folded = 31 * folded + one;
        }
        return folded;
    }
}
