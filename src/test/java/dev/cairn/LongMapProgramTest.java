package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Programs that run on a map whose keys are longs and on a HashMap side by side. All live versions are compared after each step. */
class LongMapProgramTest extends StoreTest {
    private static final int STEPS_MAX = 30;
    private static final int VERSIONS_MAX = 4;
    private static final long[] EXTREMES = {0, -1, 1, Long.MAX_VALUE, Long.MIN_VALUE, 127, 128, -129, 1L << 32};

    enum Verb {
        PUT,
        PUT_SAME,
        REMOVE,
        MERGE_KEY,
        UPDATE,
        PUT_IF_ABSENT,
        BUILD,
        PUT_ALL,
        MERGE,
        REMOVE_ALL,
        FILTER,
        MAP_VALUES,
        BOXED,
        FOLD,
        COPY,
        SCOPE
    }

    record Step(Verb verb, int version, int other, int at, int amount) {}

    @Provide
    Arbitrary<List<Step>> programs() {
        return Combinators.combine(
                        Arbitraries.of(Verb.class),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.integers().between(0, 12))
                .as(Step::new)
                .list()
                .ofMaxSize(STEPS_MAX);
    }

    @Property(tries = 600)
    void aMapOfLongsDoesWhatAHashMapDoes(@ForAll Setting setting, @ForAll("programs") List<Step> program) {
        run(new LongSubject.OfLongs(), setting, program);
    }

    @Property(tries = 600)
    void aMapOfTextsDoesWhatAHashMapDoes(@ForAll Setting setting, @ForAll("programs") List<Step> program) {
        run(LongSubject.OfValues.texts(), setting, program);
    }

    @Property(tries = 600)
    void aMapOfBoxedLongsDoesWhatAHashMapDoes(@ForAll Setting setting, @ForAll("programs") List<Step> program) {
        run(LongSubject.OfValues.longs(), setting, program);
    }

    private <V, M extends LongKeyed<V, M> & Version> void run(
            LongSubject<V, M> subject, Setting setting, List<Step> program) {
        Store store = stores.shared(setting);
        try {
            new Run<>(subject, store, setting.isTiny() ? 3 : 60).run(program);
        } catch (Throwable e) {
            stores.discard(store);
            throw e;
        }
    }

    /** Extreme keys, small ones, and others that are far apart. */
    private static long key(int number) {
        return number < EXTREMES.length ? EXTREMES[number] : number % 3 == 0 ? number : number * 0x9E37_79B9_7F4A_7C15L;
    }

    private static final class Run<V, M extends LongKeyed<V, M> & Version> {
        private final LongSubject<V, M> subject;
        private final Store store;
        private final int scale;
        private final List<Live<V, M>> live = new ArrayList<>();
        private long seed;

        private record Live<V, M>(M map, Map<Long, V> model) {}

        Run(LongSubject<V, M> subject, Store store, int scale) {
            this.subject = subject;
            this.store = store;
            this.scale = scale;
            live.add(new Live<>(subject.empty(store), Map.of()));
        }

        void run(List<Step> program) {
            for (Step step : program) {
                Live<V, M> from = live.get(step.version() % live.size());
                Live<V, M> other = live.get(step.other() % live.size());
                Map<Long, V> model = new HashMap<>(from.model());
                M map = after(step, from.map(), model, other);
                live.add(new Live<>(map, model));
                if (live.size() > VERSIONS_MAX) {
                    live.removeFirst();
                }
                live.forEach(this::compare);
            }
        }

        private V next() {
            return subject.value(seed++);
        }

        /** The map after a step. Does the same to {@code model}. */
        private M after(Step step, M from, Map<Long, V> model, Live<V, M> other) {
            return switch (step.verb()) {
                case PUT -> put(step, from, model);
                case PUT_SAME -> putSame(from, model);
                case REMOVE -> remove(step, from, model);
                case MERGE_KEY -> mergeKeys(step, from, model);
                case UPDATE -> update(step, from, model);
                case PUT_IF_ABSENT -> putIfAbsent(step, from, model);
                case BUILD -> build(step, from, model);
                case PUT_ALL -> {
                    model.putAll(other.model());
                    yield subject.putAll(from, other.map());
                }
                case MERGE -> {
                    other.model().forEach((key, value) -> model.merge(key, value, subject::combine));
                    yield subject.merge(from, other.map());
                }
                case REMOVE_ALL -> {
                    long[] keys = keys(step);
                    model.keySet().removeAll(box(keys));
                    yield subject.removeAll(from, keys);
                }
                case FILTER -> {
                    model.keySet().removeIf(key -> key % 3 == step.amount() % 3);
                    yield subject.filter(from, key -> key % 3 != step.amount() % 3);
                }
                case MAP_VALUES -> {
                    model.replaceAll((key, value) -> subject.combine(value, value));
                    yield subject.mapValues(from);
                }
                case BOXED -> boxed(step, from, model);
                case FOLD -> from.foldedVersion();
                case COPY -> from.copyTo(store);
                case SCOPE -> inScope(step, from, model);
            };
        }

        private long[] keys(Step step) {
            long[] keys = new long[step.amount() * scale];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = key(step.at() + i);
            }
            return keys;
        }

        private static List<Long> box(long[] keys) {
            return Arrays.stream(keys).boxed().toList();
        }

        private M put(Step step, M from, Map<Long, V> model) {
            M map = from;
            for (int i = 0; i < step.amount(); i++) {
                V value = next();
                map = subject.put(map, key(step.at() + i), value);
                model.put(key(step.at() + i), value);
            }
            return map;
        }

        private M putSame(M from, Map<Long, V> model) {
            M map = from;
            for (Map.Entry<Long, V> entry : model.entrySet()) {
                map = subject.put(map, entry.getKey(), entry.getValue());
            }
            return map;
        }

        private M remove(Step step, M from, Map<Long, V> model) {
            M map = from;
            for (int i = 0; i < step.amount(); i++) {
                map = map.remove(key(step.at() + i));
                model.remove(key(step.at() + i));
            }
            return map;
        }

        private M mergeKeys(Step step, M from, Map<Long, V> model) {
            M map = from;
            for (int i = 0; i < step.amount(); i++) {
                V value = next();
                map = subject.mergeKey(map, key(step.at() + i), value);
                model.merge(key(step.at() + i), value, subject::combine);
            }
            return map;
        }

        private M update(Step step, M from, Map<Long, V> model) {
            V value = next();
            long key = key(step.at());
            model.computeIfPresent(key, (k, old) -> subject.combine(value, value));
            return subject.update(subject.update(from, key, value), key);
        }

        private M putIfAbsent(Step step, M from, Map<Long, V> model) {
            V value = next();
            model.putIfAbsent(key(step.at()), value);
            return subject.putIfAbsent(from, key(step.at()), value);
        }

        private M build(Step step, M from, Map<Long, V> model) {
            LongSubject.Building<V, M> builder = subject.builder(from);
            for (long key : keys(step)) {
                assertEquals(model.get(key), builder.get(key));
                if (key % 5 == 0) {
                    builder.remove(key);
                    model.remove(key);
                } else {
                    V value = next();
                    builder.put(key, value);
                    model.put(key, value);
                }
                assertEquals(model.get(key), builder.get(key));
            }
            return builder.build();
        }

        /** Goes on as a map with boxed keys, and comes back. */
        private M boxed(Step step, M from, Map<Long, V> model) {
            PMap<Long, V> map = from.toPMap();
            for (int i = 0; i < step.amount(); i++) {
                V value = next();
                long key = key(step.at() + i);
                map = i % 3 == 2 ? map.remove(key) : map.put(key, value);
                if (i % 3 == 2) {
                    model.remove(key);
                } else {
                    model.put(key, value);
                }
                assertEquals(model.get(key), map.get(key));
            }
            assertEquals(model, map.asMap());
            return subject.from(map);
        }

        private M inScope(Step step, M from, Map<Long, V> model) {
            try (Scope scope = store.scope()) {
                return scope.keep(put(step, from, model));
            }
        }

        private void compare(Live<V, M> one) {
            M map = one.map();
            Map<Long, V> model = one.model();
            assertEquals(model.size(), map.size());
            assertEquals(model.isEmpty(), map.isEmpty());
            Map<Long, V> entries = new HashMap<>();
            subject.forEach(map, (key, value) -> assertEquals(null, entries.put(key, value)));
            assertEquals(model, entries);
            for (int i = 0; i < 2 * EXTREMES.length; i++) {
                assertEquals(model.get(key(i)), subject.getOrDefault(map, key(i), null));
                assertEquals(model.containsKey(key(i)), map.containsKey(key(i)));
            }
            assertEquals(model.keySet(), map.keys().boxed().collect(Collectors.toSet()));
            assertEquals(model.hashCode(), map.hashCode());
            assertEquals(model, map.asMap());
            M same = subject.from(store, model);
            assertEquals(same, map);
            assertEquals(map, same);
            assertTrue(map.changesTo(same).isEmpty());
            for (Live<V, M> other : live) {
                assertEquals(model.equals(other.model()), map.equals(other.map()));
            }
        }
    }
}
