package dev.cairn.bench.map;

import java.util.Arrays;
import java.util.HexFormat;

/** The kinds of keys, and for each the key of a number: another one for every number, in no order. */
public enum Keys {
    /** Boxed longs over their whole range. */
    LONG("Long") {
        @Override
        Long key(long number) {
            return mixed(number);
        }
    },

    /** The same longs, which only the libraries of {@link LongMapping} take, and take unboxed. */
    UNBOXED("long") {
        @Override
        Long key(long number) {
            return mixed(number);
        }
    },

    /** Strings of 16 characters. */
    STRING("String") {
        @Override
        String key(long number) {
            return HexFormat.of().toHexDigits(mixed(number));
        }
    };

    private static final long SEED = 0x243f6a8885a308d3L;

    private final String label;

    Keys(String label) {
        this.label = label;
    }

    static Keys labelled(String label) {
        return Arrays.stream(values())
                .filter(keys -> keys.label.equals(label))
                .findFirst()
                .orElseThrow();
    }

    String label() {
        return label;
    }

    /** A new object at each call. */
    abstract Object key(long number);

    /** A bijection: the finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mixed(long number) {
        long x = number + SEED;
        x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}
