package dev.cairn.message;

import dev.cairn.Blob;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** The forms of values that have no other values in them: booleans, numbers, strings, arrays of bytes and blobs. */
final class Scalars {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    static final Form LONG = new Form.OfClass<>(Long.class) {
        @Override
        void put(FormatWriter out, Long value) {
            if (out.holds((long) value)) {
                out.putInteger(value);
            } else {
                WIDE.write(out, value);
            }
        }

        @Override
        Long take(FormatReader in, FormatType next) {
            return next == FormatType.INTEGER ? (Long) in.integer() : takeTagged(in, next);
        }
    };

    static final Form DOUBLE = new Form.OfClass<>(Double.class) {
        @Override
        void put(FormatWriter out, Double value) {
            if (out.holds((double) value)) {
                out.putFloating(value);
            } else {
                SPECIAL.write(out, value);
            }
        }

        // Also takes an integer that is the same number: other programs write it so.
        @Override
        Double take(FormatReader in, FormatType next) {
            if (next == FormatType.FLOATING) {
                return in.floating();
            }
            if (next != FormatType.INTEGER) {
                return takeTagged(in, next);
            }
            long integer = in.integer();
            if ((long) (double) integer != integer || integer == Long.MAX_VALUE) {
                throw in.fault(integer + " is no Double");
            }
            return (double) integer;
        }
    };

    static final Form FLOAT = new Form.OfClass<>(Float.class) {
        @Override
        void put(FormatWriter out, Float value) {
            DOUBLE.write(out, (double) value);
        }

        // Gives the nearest float.
        @Override
        @SuppressWarnings("NullAway") // the form of a class never reads null
        Float take(FormatReader in, FormatType next) {
            double number = (double) DOUBLE.read(in, next);
            float nearest = (float) number;
            if (Float.isInfinite(nearest) && Double.isFinite(number)) {
                throw in.fault(number + " is no Float");
            }
            return nearest;
        }
    };

    static final Form INT = new Integral<>(
            Integer.class, Integer.MIN_VALUE, Integer.MAX_VALUE, Integer::longValue, value -> (int) value);
    static final Form SHORT =
            new Integral<>(Short.class, Short.MIN_VALUE, Short.MAX_VALUE, Short::longValue, value -> (short) value);
    static final Form BYTE =
            new Integral<>(Byte.class, Byte.MIN_VALUE, Byte.MAX_VALUE, Byte::longValue, value -> (byte) value);
    static final Form CHAR = new Integral<>(
            Character.class, Character.MIN_VALUE, Character.MAX_VALUE, value -> value, value -> (char) value);

    static final Form BOOLEAN = new Form.OfClass<>(Boolean.class) {
        @Override
        void put(FormatWriter out, Boolean value) {
            out.putBoolean(value);
        }

        @Override
        Boolean take(FormatReader in, FormatType next) {
            return next == FormatType.BOOLEAN ? (Boolean) in.bool() : takeTagged(in, next);
        }
    };

    /** A long that Wota has no integer for, as its 64 bits. */
    static final Form.Tag WIDE = new Form.Tag("$J", new Form.OfClass<>(Long.class) {
        @Override
        void put(FormatWriter out, Long value) {
            byte[] bytes = new byte[Long.BYTES];
            LONGS.set(bytes, 0, (long) value);
            out.beginBlob(Long.SIZE);
            out.putBytes(bytes, bytes.length);
        }

        @Override
        Long take(FormatReader in, FormatType next) {
            byte[] bytes = in.octets(next);
            if (bytes.length != Long.BYTES) {
                throw in.fault("a long of " + bytes.length + " bytes");
            }
            return (Long) (long) LONGS.get(bytes, 0);
        }
    });

    /** A double that Nota has no decimal for, as text. */
    static final Form.Tag SPECIAL = new Form.Tag("$D", new Form.OfClass<>(Double.class) {
        @Override
        void put(FormatWriter out, Double value) {
            out.putText(Double.toString(value));
        }

        @Override
        Double take(FormatReader in, FormatType next) {
            String text = next == FormatType.TEXT ? in.text() : "";
            return switch (text) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                case "-0.0" -> -0.0;
                default -> throw in.fault(next + " " + text + " is no special Double");
            };
        }
    });

    static final Form TEXT = new Form.OfClass<>(String.class) {
        @Override
        void put(FormatWriter out, String value) {
            if (!out.putText(value)) {
                CHARS.write(out, value);
            }
        }

        @Override
        String take(FormatReader in, FormatType next) {
            return next == FormatType.TEXT ? in.text() : takeTagged(in, next);
        }
    };

    /** A string in which a surrogate stands alone, as its characters, 16 bits each. */
    static final Form.Tag CHARS = new Form.Tag("$chars", new Form.OfClass<>(String.class) {
        @Override
        void put(FormatWriter out, String value) {
            byte[] bytes = new byte[Character.BYTES * value.length()];
            for (int i = 0; i < value.length(); i++) {
                bytes[2 * i] = (byte) (value.charAt(i) >>> Byte.SIZE);
                bytes[2 * i + 1] = (byte) value.charAt(i);
            }
            OCTETS.write(out, bytes);
        }

        @Override
        String take(FormatReader in, FormatType next) {
            byte[] bytes = in.octets(next);
            if (bytes.length % Character.BYTES != 0) {
                throw in.fault("characters of 16 bits in " + bytes.length + " bytes");
            }
            char[] chars = new char[bytes.length / Character.BYTES];
            for (int i = 0; i < chars.length; i++) {
                chars[i] = (char) (bytes[2 * i] << Byte.SIZE | Byte.toUnsignedInt(bytes[2 * i + 1]));
            }
            return new String(chars);
        }
    });

    static final Form OCTETS = new Form.OfClass<>(byte[].class) {
        @Override
        void put(FormatWriter out, byte[] value) {
            out.beginBlob((long) Byte.SIZE * value.length);
            out.putBytes(value, value.length);
        }

        @Override
        byte[] take(FormatReader in, FormatType next) {
            return next == FormatType.BLOB ? in.octets(next) : takeTagged(in, next);
        }
    };

    /** The forms by the classes that values are declared as; a box stands for its primitive, too. */
    static final Map<Class<?>, Form> BY_CLASS = Map.of(
            Boolean.class, BOOLEAN,
            Byte.class, BYTE,
            Short.class, SHORT,
            Character.class, CHAR,
            Integer.class, INT,
            Long.class, LONG,
            Float.class, FLOAT,
            Double.class, DOUBLE,
            String.class, TEXT,
            byte[].class, OCTETS);

    static final Form BLOB = new Blobs();

    private Scalars() {}

    /** Integers of a class that has fewer values than long. */
    private static final class Integral<T> extends Form.OfClass<T> {
        private final Class<T> type;
        private final long min;
        private final long max;
        private final ToLongFunction<T> toLong;
        private final LongFunction<T> fromLong;

        Integral(Class<T> type, long min, long max, ToLongFunction<T> toLong, LongFunction<T> fromLong) {
            super(type);
            this.type = type;
            this.min = min;
            this.max = max;
            this.toLong = toLong;
            this.fromLong = fromLong;
        }

        @Override
        void put(FormatWriter out, T value) {
            out.putInteger(toLong.applyAsLong(value));
        }

        @Override
        T take(FormatReader in, FormatType next) {
            if (next != FormatType.INTEGER) {
                return takeTagged(in, next);
            }
            long integer = in.integer();
            if (integer < min || integer > max) {
                throw in.fault(integer + " is no " + type.getSimpleName());
            }
            return fromLong.apply(integer);
        }
    }

    /** Blobs, copied 64 KiB at a time. */
    private static final class Blobs extends Form.OfClass<Blob> {
        /** A multiple of eight. */
        private static final int CHUNK = 1 << 16;

        Blobs() {
            super(Blob.class);
        }

        @Override
        void put(FormatWriter out, Blob value) {
            long bytes = value.byteLength();
            out.beginBlob(value.length());
            byte[] chunk = new byte[(int) Math.min(bytes, CHUNK)];
            for (long from = 0; from < bytes; from += CHUNK) {
                int length = (int) Math.min(CHUNK, bytes - from);
                value.copyTo(from, chunk, 0, length);
                out.putBytes(chunk, length);
            }
        }

        @Override
        Blob take(FormatReader in, FormatType next) {
            if (next != FormatType.BLOB) {
                return takeTagged(in, next);
            }
            Blob.Builder builder = Blob.builder(in.options().store());
            long bits = in.size();
            long bytes = Preamble.words(bits, Byte.SIZE);
            byte[] chunk = new byte[(int) Math.min(bytes, CHUNK)];
            for (long from = 0; from < bytes; from += CHUNK) {
                int length = (int) Math.min(CHUNK, bytes - from);
                in.bytes(chunk, 0, length);
                append(in, builder, Arrays.copyOf(chunk, length), (int)
                        Math.min(Byte.SIZE * CHUNK, bits - Byte.SIZE * from));
            }
            return builder.build();
        }

        private static void append(FormatReader in, Blob.Builder builder, byte[] bytes, int bits) {
            int rest = bits % Byte.SIZE;
            if (rest == 0) {
                builder.appendAll(bytes);
                return;
            }
            int whole = bytes.length - 1;
            int last = Byte.toUnsignedInt(bytes[whole]);
            if ((last & 0xFF >>> rest) != 0) {
                throw in.fault("after the bits, in the last byte, is not zero but " + last);
            }
            builder.appendAll(Arrays.copyOf(bytes, whole)).appendBits(last >>> (Byte.SIZE - rest), rest);
        }
    }
}
