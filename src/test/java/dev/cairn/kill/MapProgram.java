package dev.cairn.kill;

import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import dev.cairn.message.Mailbox;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Maps and sets, small and large, with keys of equal hashes, and with vectors as values: changed, merged, and built. */
final class MapProgram extends Program {
    private static final int KEYS = 150;

    /** A key with one of three hash codes. */
    private record Clashing(int number) {
        @Override
        public int hashCode() {
            return number % 3;
        }
    }

    private final List<PMap<String, Long>> numbers = new ArrayList<>();
    private final List<PMap<Long, String>> texts = new ArrayList<>();
    private final List<PMap<@Nullable Object, Long>> clashing = new ArrayList<>();
    private final List<PMap<String, PVector<String>>> nested = new ArrayList<>();
    private final List<PSet<String>> sets = new ArrayList<>();

    MapProgram(Store store, Random random) {
        super(store, random);
        numbers.add(PMap.from(store, Codec.STRING, Codec.LONG, someNumbers(KEYS)));
        texts.add(PMap.empty(store, Codec.LONG, Codec.STRING));
        clashing.add(PMap.from(store, Codec.object(), Codec.LONG, clashes(120)));
        nested.add(PMap.empty(store, Codec.STRING, PVector.codec(Codec.STRING)));
        sets.add(PSet.empty(store, Codec.STRING));
        add(() -> put(numbers, changed(any(numbers))));
        add(() -> put(numbers, combined(any(numbers), any(numbers))));
        add(() -> put(numbers, built(any(numbers))));
        add(() -> put(texts, changedTexts(any(texts))));
        add(() -> put(texts, changedTexts(any(texts))));
        add(() -> put(clashing, clash(any(clashing))));
        add(() -> put(clashing, clash(received(any(clashing)))));
        add(() -> put(texts, changedTexts(received(any(texts)))));
        add(() -> put(nested, nest(any(nested))));
        add(() -> put(sets, changed(any(sets))));
        add(() -> put(sets, combined(any(sets), any(sets))));
        add(() -> store.atom("numbers", any(numbers)).set(any(numbers)));
        add(() -> store.atom("texts", any(texts)).set(any(texts)));
        add(() -> store.atom("clashing", any(clashing)).set(any(clashing)));
        add(() -> store.atom("nested", any(nested)).set(any(nested)));
        add(() -> store.atom("sets", any(sets)).set(any(sets)));
        add(() -> keep(PVector.of(
                store, PMap.codec(Codec.STRING, Codec.LONG), few(), any(numbers), few(), any(numbers), few())));
        add(() -> {
            PVector<PMap<String, Long>> all =
                    PVector.of(store, PMap.codec(Codec.STRING, Codec.LONG), few(), few(), few());
            store.atom("few", all).set(all.append(few()));
        });
        add(() -> keep(PVector.of(store, PSet.codec(Codec.STRING), any(sets), any(sets))));
    }

    @Override
    void end() {
        super.end();
        List.of(numbers, texts, clashing, nested, sets).forEach(List::clear);
        List.of("numbers", "texts", "clashing", "nested", "sets", "few").forEach(store::removeAtom);
    }

    /** The same map, as it lies in the store: a letter brought it, and what changes it copies nodes. */
    @SuppressWarnings("unchecked") // it is what was sent
    private <V> V received(V map) {
        try (Mailbox mailbox = Mailbox.unbounded(store)) {
            mailbox.trySendValue(map);
            return (V) Objects.requireNonNull(
                    Objects.requireNonNull(mailbox.poll()).open());
        }
    }

    /** A map that is one node, or none. */
    private PMap<String, Long> few() {
        return PMap.from(store, Codec.STRING, Codec.LONG, someNumbers(random.nextInt(6)));
    }

    private String key() {
        int number = random.nextInt(KEYS);
        return number % 3 == 0 ? "a key that is too long for a slot " + number : "k" + number;
    }

    private Map<String, Long> someNumbers(int count) {
        Map<String, Long> some = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            some.put(key(), random.nextLong());
        }
        return some;
    }

    private PMap<String, Long> changed(PMap<String, Long> from) {
        PMap<String, Long> map = from;
        for (int i = random.nextInt(30); i > 0; i--) {
            map = random.nextInt(3) == 0 ? map.remove(key()) : map.put(key(), (long) i);
        }
        return map;
    }

    private PMap<String, Long> combined(PMap<String, Long> one, PMap<String, Long> other) {
        return switch (random.nextInt(6)) {
            case 0 -> one.merge(other, Long::sum);
            case 1 -> one.putAll(other);
            case 2 -> one.filter((_, value) -> value % 3 != 0);
            case 3 -> one.mapValues(value -> value + 1);
            case 4 -> one.patch(other.changesTo(one));
            default -> PMap.merge3(any(numbers), one, other, (_, a, _, _) -> a);
        };
    }

    private PMap<String, Long> built(PMap<String, Long> from) {
        PMap.Builder<String, Long> builder =
                keep(random.nextBoolean() ? from.toBuilder() : PMap.builder(store, Codec.STRING, Codec.LONG));
        builder.putAll(someNumbers(60));
        keep(builder.build());
        for (int i = random.nextInt(20); i > 0; i--) {
            builder.put(key(), 1L).remove(key());
        }
        return builder.build();
    }

    private PMap<Long, String> changedTexts(PMap<Long, String> from) {
        PMap<Long, String> map = from;
        for (int i = random.nextInt(25); i > 0; i--) {
            long key = random.nextInt(KEYS);
            map = random.nextInt(3) == 0 ? map.remove(key) : map.put(key, random.nextBoolean() ? "short" : text());
        }
        return map;
    }

    private static Map<Object, Long> clashes(int count) {
        Map<Object, Long> all = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            all.put(new Clashing(i), (long) i);
        }
        return all;
    }

    private PMap<@Nullable Object, Long> clash(PMap<@Nullable Object, Long> from) {
        PMap<@Nullable Object, Long> map = from;
        for (int i = random.nextInt(20); i > 0; i--) {
            Clashing key = new Clashing(random.nextInt(80));
            map = random.nextInt(3) == 0 ? map.remove(key) : map.put(key, (long) i);
        }
        return map;
    }

    private PMap<String, PVector<String>> nest(PMap<String, PVector<String>> from) {
        PMap<String, PVector<String>> map = from;
        for (int i = random.nextInt(9); i > 0; i--) {
            String key = key();
            PVector<String> value = map.getOrDefault(key, PVector.empty(store, Codec.STRING));
            map = map.put(key, value.append(text()).takeRight(40));
        }
        return random.nextInt(4) == 0 ? map.remove(key()) : map;
    }

    private PSet<String> changed(PSet<String> from) {
        PSet<String> set = from;
        for (int i = random.nextInt(30); i > 0; i--) {
            set = random.nextInt(3) == 0 ? set.remove(key()) : set.add(key());
        }
        return set;
    }

    private PSet<String> combined(PSet<String> one, PSet<String> other) {
        return switch (random.nextInt(4)) {
            case 0 -> one.union(other);
            case 1 -> one.intersect(other);
            case 2 -> one.difference(other);
            default -> one.toBuilder().addAll(other).add(key()).build();
        };
    }
}
