package dev.cairn.message;

import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongVector;

/** The forms of vectors of numbers. */
final class VectorForms {
    static final Form LONGS = new TypedForm<>(LongVector.class) {
        @Override
        void put(FormatWriter out, LongVector value) {
            Elements.write(out, value, value.size(), Numbers.LONG);
        }

        @Override
        LongVector take(FormatReader in, FormatType next) {
            LongVector.Builder builder = LongVector.builder(in.options().store());
            Elements.read(in, next, Numbers.LONG, element -> builder.append((Long) element));
            return builder.build();
        }
    };

    static final Form INTS = new TypedForm<>(IntVector.class) {
        @Override
        void put(FormatWriter out, IntVector value) {
            Elements.write(out, value, value.size(), Numbers.INT);
        }

        @Override
        IntVector take(FormatReader in, FormatType next) {
            IntVector.Builder builder = IntVector.builder(in.options().store());
            Elements.read(in, next, Numbers.INT, element -> builder.append((Integer) element));
            return builder.build();
        }
    };

    static final Form DOUBLES = new TypedForm<>(DoubleVector.class) {
        @Override
        void put(FormatWriter out, DoubleVector value) {
            Elements.write(out, value, value.size(), Numbers.DOUBLE);
        }

        @Override
        DoubleVector take(FormatReader in, FormatType next) {
            DoubleVector.Builder builder = DoubleVector.builder(in.options().store());
            Elements.read(in, next, Numbers.DOUBLE, element -> builder.append((Double) element));
            return builder.build();
        }
    };

    private VectorForms() {}
}
