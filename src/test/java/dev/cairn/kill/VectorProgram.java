package dev.cairn.kill;

import dev.cairn.LongVector;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Vectors of numbers, of texts and of records: changed at both ends and in the middle, cut, joined and built. */
final class VectorProgram extends Program {
    private static final int LONGEST = 250;

    record Order(String customer, long amount, String note) {}

    private final List<LongVector> longs = new ArrayList<>();
    private final List<PVector<String>> texts = new ArrayList<>();
    private final List<PVector<Order>> orders = new ArrayList<>();
    private LongVector.Builder longBuilder;
    private PVector.Builder<String> textBuilder;

    VectorProgram(Store store, Random random) {
        super(store, random);
        longs.add(LongVector.from(store, LongStream.range(0, LONGEST)));
        texts.add(PVector.from(store, Codec.STRING, some(90)));
        orders.add(PVector.from(
                store,
                Codec.record(Order.class),
                IntStream.range(0, 60).mapToObj(this::order).toList()));
        longBuilder = any(longs).toBuilder();
        textBuilder = any(texts).toBuilder();
        add(this::goOnWithLongs);
        add(this::goOnWithTexts);
        add(() -> put(longs, changed(any(longs))));
        add(() -> put(longs, reshaped(any(longs))));
        add(() -> put(longs, built(any(longs))));
        add(() -> put(texts, changed(any(texts))));
        add(() -> put(texts, reshaped(any(texts))));
        add(() -> put(texts, built(any(texts))));
        add(() -> put(orders, updated(any(orders))));
        add(() -> store.atom("longs", any(longs)).set(any(longs)));
        add(() -> store.atom("texts", any(texts)).set(any(texts)));
        add(() -> store.atom("orders", any(orders)).set(any(orders)));
    }

    @Override
    void end() {
        super.end();
        longBuilder = LongVector.builder(store);
        textBuilder = PVector.builder(store, Codec.STRING);
        longs.clear();
        texts.clear();
        orders.clear();
        List.of("longs", "texts", "orders").forEach(store::removeAtom);
    }

    private Order order(int number) {
        return new Order("customer " + number, number, text());
    }

    private List<String> some(int count) {
        return IntStream.range(0, count).mapToObj(_ -> text()).toList();
    }

    private int index(int size) {
        return random.nextInt(Math.max(1, size));
    }

    private LongVector changed(LongVector from) {
        LongVector vector = from;
        for (int i = random.nextInt(30); i > 0; i--) {
            vector = vector.append(i);
        }
        for (int i = random.nextInt(20); i > 0 && vector.size() > 0; i--) {
            vector = vector.update(index(vector.size()), i);
        }
        for (int i = random.nextInt(9); i > 0 && vector.size() > 0; i--) {
            vector = vector.removeLast();
        }
        return vector;
    }

    private LongVector reshaped(LongVector from) {
        LongVector vector = from;
        for (int i = random.nextInt(6); i > 0; i--) {
            int at = index(vector.size());
            vector = switch (random.nextInt(6)) {
                case 0 -> vector.insert(at, i);
                case 1 -> vector.prepend(i);
                case 2 -> vector.drop(at / 4);
                case 3 -> vector.take(vector.size() - at / 4);
                case 4 -> vector.removeRange(at, Math.min(vector.size(), at + 5));
                default -> vector.concat(any(longs).take(LONGEST));
            };
        }
        return vector.take(2 * LONGEST);
    }

    private LongVector built(LongVector from) {
        LongVector.Builder builder = keep(random.nextBoolean() ? from.toBuilder() : LongVector.builder(store));
        for (int i = random.nextInt(200); i > 0; i--) {
            builder.append(i);
        }
        keep(builder.build());
        for (int i = random.nextInt(9); i > 0 && builder.size() > 0; i--) {
            builder.update(index(builder.size()), i);
        }
        return builder.append(1).build();
    }

    private void goOnWithLongs() {
        for (int i = random.nextInt(40); i > 0; i--) {
            longBuilder.append(i).update(index(longBuilder.size()), i);
        }
        if (random.nextInt(3) == 0) {
            put(longs, longBuilder.build().take(2 * LONGEST));
        }
        if (longBuilder.size() > 2 * LONGEST) {
            longBuilder = any(longs).toBuilder();
        }
    }

    private void goOnWithTexts() {
        for (int i = random.nextInt(12); i > 0; i--) {
            textBuilder.append(text()).update(index(textBuilder.size()), text());
        }
        if (random.nextInt(3) == 0) {
            put(texts, textBuilder.build().take(LONGEST));
        }
        if (textBuilder.size() > LONGEST) {
            textBuilder = any(texts).toBuilder();
        }
    }

    private PVector<String> changed(PVector<String> from) {
        PVector<String> vector = from;
        for (int i = random.nextInt(20); i > 0; i--) {
            vector = vector.append(text());
        }
        for (int i = random.nextInt(9); i > 0 && vector.size() > 0; i--) {
            vector = vector.update(index(vector.size()), text());
        }
        return random.nextInt(4) > 0 || vector.size() == 0 ? vector : vector.removeLast();
    }

    private PVector<String> reshaped(PVector<String> from) {
        PVector<String> vector = from;
        for (int i = random.nextInt(5); i > 0; i--) {
            int at = index(vector.size());
            vector = switch (random.nextInt(6)) {
                case 0 -> vector.insert(at, text());
                case 1 -> vector.prepend(text());
                case 2 -> vector.drop(at / 4);
                case 3 -> vector.take(vector.size() - at / 4);
                case 4 -> vector.removeRange(at, Math.min(vector.size(), at + 3));
                default -> vector.concat(any(texts));
            };
        }
        return vector.take(LONGEST);
    }

    private PVector<String> built(PVector<String> from) {
        PVector.Builder<String> builder =
                keep(random.nextBoolean() ? from.toBuilder() : PVector.builder(store, Codec.STRING));
        for (int i = random.nextInt(60); i > 0; i--) {
            builder.append(text());
        }
        keep(builder.build());
        for (int i = random.nextInt(9); i > 0 && builder.size() > 0; i--) {
            builder.update(index(builder.size()), text());
        }
        return builder.append("short").build().take(LONGEST);
    }

    private PVector<Order> updated(PVector<Order> from) {
        PVector<Order> vector = from.append(order(1));
        for (int i = random.nextInt(5); i > 0; i--) {
            vector = vector.update(index(vector.size()), order(i));
        }
        return vector.size() > LONGEST ? vector.drop(vector.size() / 2) : vector;
    }
}
