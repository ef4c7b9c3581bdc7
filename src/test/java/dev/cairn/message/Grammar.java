package dev.cairn.message;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Draws what looks like values of ours: the right words in nearly the right places, with counts that are right but sometimes. */
final class Grammar {
    private static final int DEPTH = 7;
    private static final long MOST_BITS = 1 << 20;

    private static final String[] TEXTS = {"", "a", "b", "key", "NaN", "-0.0", "Infinity", "\u00e9", "\uD83D\uDE00"};
    private static final String[] CODECS = {
        "Codec.BOOLEAN",
        "Codec.BYTE",
        "Codec.SHORT",
        "Codec.CHAR",
        "Codec.INT",
        "Codec.LONG",
        "Codec.FLOAT",
        "Codec.DOUBLE",
        "Codec.STRING",
        "Codec.BYTES",
        "Codec.any()",
        "Codec.sameArrays()",
        "Blob",
        "LongVector",
        "IntVector",
        "DoubleVector",
        "Codec.object()"
    };
    private static final List<Class<?>> TYPES = List.of(
            Samples.Point.class,
            Samples.Chain.class,
            Samples.Added.class,
            Samples.Removed.class,
            Samples.Nothing.class,
            Samples.Sample.class,
            Samples.Colour.class);

    private final SplittableRandom random;
    private final FormatWriter out;

    Grammar(SplittableRandom random, FormatWriter out) {
        this.random = random;
        this.out = out;
    }

    /** Writes one value. */
    void value() {
        value(random.nextInt(DEPTH));
    }

    private void value(int depth) {
        switch (random.nextInt(depth > 0 ? 12 : 5)) {
            case 0 -> symbol();
            case 1 -> integer();
            case 2 -> floating();
            case 3 -> text();
            case 4 -> blob(random.nextInt(40));
            case 5, 6 -> array(() -> value(depth - 1));
            case 7 -> record(this::text, () -> value(depth - 1));
            default -> tag(depth - 1);
        }
    }

    private boolean rarely() {
        return random.nextInt(60) == 0;
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    /** {@code count}, or one that is wrong. */
    private long count(long count) {
        return !rarely()
                ? count
                : random.nextBoolean()
                        ? Math.max(0, count + random.nextInt(3) - 1)
                        : random.nextLong() >>> random.nextInt(8, 63);
    }

    private void symbol() {
        if (random.nextInt(3) == 0) {
            out.putNull();
        } else {
            out.putBoolean(random.nextBoolean());
        }
    }

    private void integer() {
        out.putInteger(random.nextBoolean() ? random.nextInt(-3, 70) : random.nextLong() >> random.nextInt(8, 64));
    }

    private void floating() {
        double value = random.nextInt(-100, 100) / 8.0;
        double any = Double.longBitsToDouble(random.nextLong());
        out.putFloating(random.nextBoolean() && out.holds(any) ? any : value + 0.0625);
    }

    private void text() {
        out.putText(one(TEXTS));
    }

    private void blob(int bits) {
        byte[] bytes = new byte[(bits + 7) / 8];
        random.nextBytes(bytes);
        if (bits % 8 != 0 && !rarely()) {
            bytes[bytes.length - 1] &= (byte) (0xFF00 >> bits % 8);
        }
        out.beginBlob(Math.min(count(bits), MOST_BITS));
        out.putBytes(bytes, bytes.length);
    }

    private void octets() {
        blob(8 * random.nextInt(9));
    }

    private void array(Runnable element) {
        times(random.nextInt(5), element);
    }

    private void times(int times, Runnable element) {
        out.putArray(count(times));
        for (int i = 0; i < times; i++) {
            element.run();
        }
    }

    private void all(Runnable... parts) {
        out.putArray(count(parts.length));
        Arrays.asList(parts).forEach(Runnable::run);
    }

    private void record(Runnable key, Runnable value) {
        int pairs = random.nextInt(4);
        out.putRecord(count(pairs));
        for (int i = 0; i < pairs; i++) {
            key.run();
            value.run();
        }
    }

    private void named(String tag, Runnable value) {
        out.putRecord(1);
        out.putText(tag);
        value.run();
    }

    private void tag(int depth) {
        switch (random.nextInt(16)) {
            case 0 -> named(one("$I", "$S", "$B", "$C", "$F"), this::integer);
            case 1 -> named(one("$F", "$D", "$I"), this::floating);
            case 2 -> named("$D", () -> out.putText(one("NaN", "Infinity", "-Infinity", "-0.0", "1.0")));
            case 3 -> named("$J", () -> blob(64));
            case 4 -> named(one("$chars", "$[B"), this::octets);
            case 5 -> named("$map", () -> record(this::text, () -> value(depth)));
            case 6 -> named("$map", () -> times(2 * random.nextInt(3), () -> value(depth)));
            case 7 -> named(one("$LongVector", "$IntVector", "$DoubleVector"), () -> array(this::integer));
            case 8 -> named(one("$", "$x", "$Letter", "$type"), () -> value(depth));
            case 9 -> named(one("$PVector", "$PSet", "$PMap"), () -> value(depth));
            case 10, 11 -> named("$type", () -> made(depth));
            case 12, 13 -> named(one("$PVector", "$PSet"), () -> collection(depth));
            default -> named("$PMap", () -> map(depth));
        }
    }

    private void collection(int depth) {
        out.putArray(count(2));
        Runnable element = codec(depth);
        array(element);
    }

    private void map(int depth) {
        out.putArray(count(3));
        Runnable key = codec(depth);
        Runnable value = codec(depth);
        entries(key, value);
    }

    private void entries(Runnable key, Runnable value) {
        if (random.nextBoolean()) {
            record(this::text, value);
            return;
        }
        int pairs = random.nextInt(4);
        out.putArray(count(2L * pairs));
        for (int i = 0; i < pairs; i++) {
            key.run();
            value.run();
        }
    }

    /** Writes a codec, and says how to write what it keeps. */
    private Runnable codec(int depth) {
        return switch (depth > 0 ? random.nextInt(8) : 0) {
            case 5 -> {
                out.putArray(count(2));
                out.putText(one("PVector", "PSet"));
                Runnable element = codec(depth - 1);
                yield () -> array(element);
            }
            case 6 -> {
                out.putArray(count(3));
                out.putText("PMap");
                Runnable key = codec(depth - 1);
                Runnable value = codec(depth - 1);
                yield () -> entries(key, value);
            }
            case 7 -> codecOfClass(depth);
            default -> {
                String name = one(CODECS);
                out.putText(name);
                yield kept(name, depth);
            }
        };
    }

    private Runnable codecOfClass(int depth) {
        Class<?> type = TYPES.get(random.nextInt(TYPES.size()));
        int parts = type.isEnum() ? 0 : type.getRecordComponents().length;
        out.putArray(count(2 + parts));
        out.putText(type.isEnum() ^ rarely() ? "Codec.enumeration" : "Codec.record");
        out.putText(type.getName());
        for (int i = 0; i < parts; i++) {
            Class<?> component = type.getRecordComponents()[i].getType();
            if (component.isPrimitive() && !rarely()) {
                out.putText("Codec." + component.getName().toUpperCase(Locale.ROOT));
            } else {
                codec(depth - 1);
            }
        }
        return () -> content(type, depth - 1);
    }

    private Runnable kept(String codec, int depth) {
        return switch (rarely() ? "" : codec) {
            case "Codec.BOOLEAN" -> this::symbol;
            case "Codec.BYTE", "Codec.SHORT", "Codec.CHAR", "Codec.INT", "Codec.LONG" -> this::integer;
            case "Codec.FLOAT", "Codec.DOUBLE" -> this::floating;
            case "Codec.STRING" -> this::text;
            case "Codec.BYTES", "Blob" -> this::octets;
            case "LongVector", "IntVector" -> () -> array(this::integer);
            case "DoubleVector" -> () -> array(this::floating);
            default -> () -> value(depth);
        };
    }

    /** A record or enum after its name. */
    private void made(int depth) {
        Class<?> type = TYPES.get(random.nextInt(TYPES.size()));
        all(() -> out.putText(rarely() ? "java.lang.Runtime" : type.getName()), () -> content(type, depth));
    }

    private void content(Class<?> type, int depth) {
        if (type.isEnum()) {
            out.putText(one("RED", "GREEN", "RED", "GREEN", "BLUE"));
            return;
        }
        int parts = type.getRecordComponents().length;
        out.putArray(count(parts));
        for (int i = 0; i < parts; i++) {
            component(type.getRecordComponents()[i].getType(), depth);
        }
    }

    private void component(Class<?> type, int depth) {
        if (rarely() || (depth <= 0 && !type.isPrimitive() && random.nextBoolean())) {
            out.putNull();
        } else if (type.isRecord() || type.isEnum()) {
            content(type, depth - 1);
        } else if (type == boolean.class) {
            symbol();
        } else if (type == String.class) {
            text();
        } else if (type == byte[].class) {
            octets();
        } else if (type == double.class || type == float.class || type == Double.class) {
            floating();
        } else if (type == Object.class || type == List.class) {
            value(depth);
        } else {
            integer();
        }
    }
}
