package dev.cairn.soak;

import dev.cairn.LongVector;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.Version;
import dev.cairn.codec.Codec;
import java.util.PrimitiveIterator;
import java.util.random.RandomGenerator;

/** A kind of vector as {@link VectorWork} uses it, and values for it. */
interface VectorKind<V extends Version, T> {
    V empty();

    int size(V vector);

    T get(V vector, int index);

    V append(V vector, T value);

    V update(V vector, int index, T value);

    V removeLast(V vector);

    /** A builder that begins with the elements of {@code vector}. */
    Builder<V, T> builder(V vector);

    T value(RandomGenerator random);

    long hash(T value);

    /** The sum of the marks of all elements, by iterating. */
    long checksum(V vector);

    /** An element and its place as a number; a vector's checksum is the sum of these. */
    default long mark(int index, T value) {
        long mixed = (hash(value) + index * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        return mixed ^ mixed >>> 29;
    }

    /** What both kinds of builders do. */
    interface Builder<V, T> {
        void append(T value);

        void update(int index, T value);

        T get(int index);

        int size();

        V build();
    }

    /** Longs without a codec. */
    record Longs(Store store) implements VectorKind<LongVector, Long> {
        @Override
        public LongVector empty() {
            return LongVector.empty(store);
        }

        @Override
        public int size(LongVector vector) {
            return vector.size();
        }

        @Override
        public Long get(LongVector vector, int index) {
            return vector.get(index);
        }

        @Override
        public LongVector append(LongVector vector, Long value) {
            return vector.append(value);
        }

        @Override
        public LongVector update(LongVector vector, int index, Long value) {
            return vector.update(index, value);
        }

        @Override
        public LongVector removeLast(LongVector vector) {
            return vector.removeLast();
        }

        @Override
        public Builder<LongVector, Long> builder(LongVector vector) {
            LongVector.Builder builder = vector.toBuilder();
            return new Builder<>() {
                @Override
                public void append(Long value) {
                    builder.append(value);
                }

                @Override
                public void update(int index, Long value) {
                    builder.update(index, value);
                }

                @Override
                public Long get(int index) {
                    return builder.get(index);
                }

                @Override
                public int size() {
                    return builder.size();
                }

                @Override
                public LongVector build() {
                    return builder.build();
                }
            };
        }

        @Override
        public Long value(RandomGenerator random) {
            return random.nextLong();
        }

        @Override
        public long hash(Long value) {
            return value;
        }

        @Override
        public long checksum(LongVector vector) {
            long sum = 0;
            int index = 0;
            for (PrimitiveIterator.OfLong i = vector.iterator(); i.hasNext(); index++) {
                sum += mark(index, i.nextLong());
            }
            return sum;
        }
    }

    /** Strings, some of them too long to stand in their slot. */
    record Texts(Store store) implements VectorKind<PVector<String>, String> {
        @Override
        public PVector<String> empty() {
            return PVector.empty(store, Codec.STRING);
        }

        @Override
        public int size(PVector<String> vector) {
            return vector.size();
        }

        @Override
        public String get(PVector<String> vector, int index) {
            return vector.get(index);
        }

        @Override
        public PVector<String> append(PVector<String> vector, String value) {
            return vector.append(value);
        }

        @Override
        public PVector<String> update(PVector<String> vector, int index, String value) {
            return vector.update(index, value);
        }

        @Override
        public PVector<String> removeLast(PVector<String> vector) {
            return vector.removeLast();
        }

        @Override
        public Builder<PVector<String>, String> builder(PVector<String> vector) {
            PVector.Builder<String> builder = vector.toBuilder();
            return new Builder<>() {
                @Override
                public void append(String value) {
                    builder.append(value);
                }

                @Override
                public void update(int index, String value) {
                    builder.update(index, value);
                }

                @Override
                public String get(int index) {
                    return builder.get(index);
                }

                @Override
                public int size() {
                    return builder.size();
                }

                @Override
                public PVector<String> build() {
                    return builder.build();
                }
            };
        }

        @Override
        public String value(RandomGenerator random) {
            int length = random.nextInt(100) == 0 ? random.nextInt(5000) : random.nextInt(random.nextInt(1, 60));
            String digits = Long.toString(random.nextLong(), 36);
            return digits.repeat(length / digits.length() + 1).substring(0, length);
        }

        @Override
        public long hash(String value) {
            return value.hashCode() * 31L + value.length();
        }

        @Override
        public long checksum(PVector<String> vector) {
            long sum = 0;
            int index = 0;
            for (String value : vector) {
                sum += mark(index++, value);
            }
            return sum;
        }
    }
}
