package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Base;
import dev.cairn.message.Mailbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The calls of collections, and what each writes of the changes that wait: found out by calling it. */
final class WaitingCalls {
    /** More than lie on the heap. */
    static final int MANY = 3_000;

    static final int FEW = 15;

    /** What a call writes. */
    enum Written {
        /** Nothing. */
        NOTHING("-"),
        /** What waits, and the version keeps that. */
        WHAT_WAITS("writes"),
        /** What the call returns. */
        RESULT("result");

        final String word;

        Written(String word) {
            this.word = word;
        }
    }

    /** A call of a version; {@code other} is like it, and of the same store. */
    @FunctionalInterface
    interface Call<C> {
        Object of(C version, C other);
    }

    /**
     * Versions of one class: in which states they can be, and what can be called. States that begin alike up to a comma are one in the
     * document.
     */
    record Subject<C extends Version>(
            Class<?> type, Map<String, Function<Store, C>> states, Map<String, Call<C>> calls) {
        /** What the call writes of a version in this state. */
        Written measure(Store store, String state, String call) {
            C version = Objects.requireNonNull(states.get(state)).apply(store);
            C other = Objects.requireNonNull(states.get(state)).apply(store);
            long before = store.stats().versionsMade();
            Objects.requireNonNull(Objects.requireNonNull(calls.get(call)).of(version, other));
            long made = store.stats().versionsMade() - before;
            boolean isFolded = Fields.of(version, "folded") instanceof Base;
            return isFolded ? Written.WHAT_WAITS : made == 0 ? Written.NOTHING : Written.RESULT;
        }
    }

    private WaitingCalls() {}

    static List<Subject<?>> all() {
        return List.of(longs(), texts(), maps(), WaitingLongMapCalls.subject(), sets());
    }

    /** What can be done with a version of any class. */
    static <C extends Version> Map<String, Call<C>> calls(Function<C, Codec<C>> codec) {
        Map<String, Call<C>> calls = new TreeMap<>();
        calls.put("equals", (v, w) -> v.equals(w));
        calls.put("hashCode", (v, w) -> v.hashCode());
        calls.put("toString", (v, w) -> v.toString());
        calls.put("isEmpty", (v, w) -> inside(v).isEmpty());
        calls.put("store", (v, w) -> v.store());
        calls.put("isPortable", (v, w) -> inside(v).isPortable());
        calls.put("requirePortable", (v, w) -> {
            inside(v).requirePortable();
            return v;
        });
        calls.put("copyTo(its store)", (v, w) -> inside(v).copyTo(v.store()));
        calls.put("copyTo(another)", (v, w) -> {
            try (Store other = Store.inMemory(Setting.STANDARD_INHERITED.options())) {
                return inside(v).copyTo(other);
            }
        });
        calls.put(
                "as an element of a vector",
                (v, w) -> PVector.empty(v.store(), codec.apply(v)).append(v));
        calls.put(
                "as a value of a map",
                (v, w) -> PMap.empty(v.store(), Codec.INT, codec.apply(v)).put(1, v));
        calls.put("in a vector that is written", (v, w) -> {
            PVector<C> outer = PVector.empty(v.store(), codec.apply(v)).append(v);
            outer.foldedVersion();
            return outer;
        });
        calls.put("in an atom", (v, w) -> {
            v.store().atom("waiting", v);
            v.store().removeAtom("waiting");
            return v;
        });
        calls.put("in a letter", (v, w) -> {
            Mailbox mailbox = Mailbox.unbounded(v.store());
            mailbox.trySendValue(v);
            mailbox.close();
            return v;
        });
        calls.put("in a stream of objects", (v, w) -> stream(v));
        calls.put("Sharing.between", (v, w) -> Sharing.between(v, w));
        calls.put("Sharing.retained", (v, w) -> Sharing.retained(v));
        return calls;
    }

    private static AbstractVersion<?, ?> inside(Version version) {
        return AbstractVersion.of(version);
    }

    private static byte[] stream(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static <V extends AbstractVector<?, V>> Map<String, Function<Store, V>> states(
            Function<Store, V> few,
            Function<Store, V> many,
            UnaryOperator<V> update,
            UnaryOperator<V> prepend,
            UnaryOperator<V> insert) {
        return Map.of(
                "on the heap", few,
                "updates", store -> update.apply(many.apply(store)),
                "updates, at the ends too",
                        store -> prepend.apply(update.apply(many.apply(store)).removeFirst()),
                "updates, before the first only", store -> prepend.apply(many.apply(store)),
                "insertions", store -> insert.apply(many.apply(store)),
                "a join", store -> many.apply(store).concat(many.apply(store)));
    }

    private static <E, V extends AbstractVector<E, V>> void vectorCalls(Map<String, Call<V>> calls) {
        calls.put("size", (v, w) -> v.size());
        calls.put("slice(most)", (v, w) -> v.slice(1, v.size() - 1));
        calls.put("take(most)", (v, w) -> v.take(v.size() - 1));
        calls.put("takeRight(most)", (v, w) -> v.takeRight(v.size() - 1));
        calls.put("drop(few)", (v, w) -> v.drop(1));
        calls.put("dropRight(few)", (v, w) -> v.dropRight(1));
        calls.put("slice(a third)", (v, w) -> v.slice(v.size() / 3, v.size() * 2 / 3));
        calls.put("splitAt", (v, w) -> v.splitAt(1));
        calls.put("removeFirst", (v, w) -> v.removeFirst());
        calls.put("removeAt(inside)", (v, w) -> v.removeAt(v.size() / 2));
        calls.put("removeAt(an end)", (v, w) -> v.removeAt(0));
        calls.put("removeRange", (v, w) -> v.removeRange(v.size() / 2, v.size() / 2 + 2));
        calls.put("concat(as long)", (v, w) -> v.concat(w));
        calls.put("insertAll(inside)", (v, w) -> v.insertAll(v.size() / 2, w));
        calls.put("changesTo", (v, w) -> v.changesTo(w));
        calls.put("asList", (v, w) -> v.asList().get(v.size() / 2));
    }

    private static <E> VectorChanges<E> added(E element) {
        return new VectorChanges<>(List.of(element), List.of(), new LinkedHashMap<>());
    }

    private static Subject<LongVector> longs() {
        Map<String, Call<LongVector>> calls = calls(v -> LongVector.codec());
        vectorCalls(calls);
        calls.put("get", (v, w) -> v.get(v.size() / 2));
        calls.put("first", (v, w) -> v.first());
        calls.put("last", (v, w) -> v.last());
        calls.put("append", (v, w) -> v.append(1));
        calls.put("appendAll(a few)", (v, w) -> v.appendAll(1, 2));
        calls.put("update", (v, w) -> v.update(7, n -> n + 1));
        calls.put("insert(inside)", (v, w) -> v.insert(v.size() / 2, 1));
        calls.put("prepend", (v, w) -> v.prepend(1));
        calls.put("removeLast", (v, w) -> v.removeLast());
        calls.put("patch", (v, w) -> v.patch(added(9L)));
        calls.put("iterator", (v, w) -> v.iterator().nextLong());
        calls.put("spliterator", (v, w) -> v.spliterator().tryAdvance((long n) -> {}));
        calls.put("stream", (v, w) -> v.stream().sum());
        calls.put("forEachLong", (v, w) -> {
            v.forEachLong(n -> {});
            return v;
        });
        calls.put("forEach", (v, w) -> {
            v.forEach(n -> {});
            return v;
        });
        calls.put("reduce", (v, w) -> v.reduce(0, Long::sum));
        calls.put("sum", (v, w) -> v.sum());
        calls.put("toArray", (v, w) -> v.toArray());
        calls.put("chunks", (v, w) -> v.chunks().count());
        calls.put("toBuilder", (v, w) -> v.toBuilder());
        calls.put("contains", (v, w) -> v.contains(-1));
        calls.put("indexOf", (v, w) -> v.indexOf(-1));
        calls.put("lastIndexOf", (v, w) -> v.lastIndexOf(-1));
        calls.put("map", (v, w) -> v.map(n -> n));
        calls.put("mapToInt", (v, w) -> v.mapToInt(n -> (int) n));
        calls.put("mapToDouble", (v, w) -> v.mapToDouble(n -> n));
        calls.put("mapToObj", (v, w) -> v.mapToObj(Codec.LONG, n -> n));
        calls.put("filter", (v, w) -> v.filter(n -> n != 7));
        calls.put("takeWhile", (v, w) -> v.takeWhile(n -> n != MANY - 2));
        calls.put("dropWhile", (v, w) -> v.dropWhile(n -> n < 3));
        calls.put("sorted", (v, w) -> v.sorted());
        calls.put("reverse", (v, w) -> v.reverse());
        return new Subject<>(
                LongVector.class,
                states(
                        store -> LongVector.from(store, LongStream.range(0, FEW)),
                        store -> LongVector.from(store, LongStream.range(0, MANY)),
                        v -> v.update(5, -5),
                        v -> v.prepend(-1),
                        v -> v.insert(MANY / 2, -2)),
                calls);
    }

    private static Subject<PVector<String>> texts() {
        Map<String, Call<PVector<String>>> calls = calls(v -> PVector.codec(Codec.STRING));
        vectorCalls(calls);
        calls.put("codec", (v, w) -> v.codec());
        calls.put("get", (v, w) -> v.get(v.size() / 2));
        calls.put("first", (v, w) -> v.first());
        calls.put("last", (v, w) -> v.last());
        calls.put("append", (v, w) -> v.append("1"));
        calls.put("appendAll(a few)", (v, w) -> v.appendAll(List.of("1", "2")));
        calls.put("update", (v, w) -> v.update(7, s -> s + s));
        calls.put("insert(inside)", (v, w) -> v.insert(v.size() / 2, "1"));
        calls.put("prepend", (v, w) -> v.prepend("1"));
        calls.put("removeLast", (v, w) -> v.removeLast());
        calls.put("patch", (v, w) -> v.patch(added("9")));
        calls.put("iterator", (v, w) -> v.iterator().next());
        calls.put("spliterator", (v, w) -> v.spliterator().tryAdvance(s -> {}));
        calls.put("stream", (v, w) -> v.stream().mapToInt(String::length).sum());
        calls.put("forEach", (v, w) -> {
            v.forEach(s -> {});
            return v;
        });
        calls.put("reduce", (v, w) -> v.reduce("", (a, b) -> b));
        calls.put("foldLeft", (v, w) -> v.foldLeft("", (a, b) -> b));
        calls.put("toBuilder", (v, w) -> v.toBuilder());
        calls.put("contains", (v, w) -> v.contains("no"));
        calls.put("indexOf", (v, w) -> v.indexOf("no"));
        calls.put("lastIndexOf", (v, w) -> v.lastIndexOf("no"));
        calls.put("map", (v, w) -> v.map(s -> s));
        calls.put("flatMap", (v, w) -> v.flatMap(List::of));
        calls.put("mapToLong", (v, w) -> v.mapToLong(String::length));
        calls.put("mapToInt", (v, w) -> v.mapToInt(String::length));
        calls.put("mapToDouble", (v, w) -> v.mapToDouble(String::length));
        calls.put("replaceAll", (v, w) -> v.replaceAll(s -> s));
        calls.put("filter", (v, w) -> v.filter(s -> !s.equals("t7")));
        calls.put("takeWhile", (v, w) -> v.takeWhile(s -> !s.equals("t" + (MANY - 2))));
        calls.put("dropWhile", (v, w) -> v.dropWhile(s -> !s.equals("t3")));
        calls.put("sorted", (v, w) -> v.sorted());
        calls.put("reverse", (v, w) -> v.reverse());
        return new Subject<>(
                PVector.class,
                states(
                        store -> PVector.from(store, Codec.STRING, texts(FEW)),
                        store -> PVector.from(store, Codec.STRING, texts(MANY)),
                        v -> v.update(5, "-5"),
                        v -> v.prepend("-1"),
                        v -> v.insert(MANY / 2, "-2")),
                calls);
    }

    private static List<String> texts(int count) {
        return IntStream.range(0, count).mapToObj(n -> "t" + n).toList();
    }

    private static PMap<Integer, Long> map(Store store, int count) {
        PMap.Builder<Integer, Long> builder = PMap.builder(store, Codec.INT, Codec.LONG);
        for (int i = 0; i < count; i++) {
            builder.put(i, (long) i);
        }
        return builder.build();
    }

    private static Subject<PMap<Integer, Long>> maps() {
        Map<String, Call<PMap<Integer, Long>>> calls = calls(v -> PMap.codec(Codec.INT, Codec.LONG));
        calls.put("keyCodec", (v, w) -> v.keyCodec());
        calls.put("valueCodec", (v, w) -> v.valueCodec());
        calls.put("size", (v, w) -> v.size());
        calls.put("get", (v, w) -> v.get(7));
        calls.put("getOrDefault", (v, w) -> v.getOrDefault(-7, 1L));
        calls.put("containsKey", (v, w) -> v.containsKey(7));
        calls.put("containsValue", (v, w) -> v.containsValue(-77L));
        calls.put("iterator", (v, w) -> v.iterator().next());
        calls.put("spliterator", (v, w) -> v.spliterator().tryAdvance(e -> {}));
        calls.put("stream", (v, w) -> v.stream().count());
        calls.put("forEach", (v, w) -> {
            v.forEach((key, value) -> {});
            return v;
        });
        calls.put("asMap", (v, w) -> v.asMap().get(7));
        calls.put("keys", (v, w) -> v.keys().contains(7));
        calls.put("values", (v, w) -> v.values().iterator().next());
        calls.put("entries", (v, w) -> v.entries().iterator().next());
        calls.put("put", (v, w) -> v.put(8, -8L));
        calls.put("remove", (v, w) -> v.remove(8));
        calls.put("putIfAbsent", (v, w) -> v.putIfAbsent(-8, -8L));
        calls.put("computeIfAbsent", (v, w) -> v.computeIfAbsent(-8, key -> -8L));
        calls.put("computeIfPresent", (v, w) -> v.computeIfPresent(8, (key, value) -> value + 1));
        calls.put("compute", (v, w) -> v.compute(8, (key, value) -> -8L));
        calls.put("update", (v, w) -> v.update(8, value -> value + 1));
        calls.put("merge(a key)", (v, w) -> v.merge(8, 1L, Long::sum));
        calls.put("merge(a map)", (v, w) -> v.merge(w, Long::sum));
        calls.put("putAll(a few)", (v, w) -> v.putAll(Map.of(8, -8L)));
        calls.put("putAll(many)", (v, w) -> v.putAll(map(v.store(), MANY / 2).asMap()));
        calls.put("putAll(a map of ours)", (v, w) -> v.putAll(w));
        calls.put("removeAll(a few)", (v, w) -> v.removeAll(List.of(8, 9)));
        calls.put(
                "removeAll(many)",
                (v, w) -> v.removeAll(IntStream.range(0, 600).boxed().toList()));
        calls.put(
                "retainAll",
                (v, w) -> v.retainAll(IntStream.range(0, v.size() - 2).boxed().toList()));
        calls.put("filter", (v, w) -> v.filter((key, value) -> key != 8));
        calls.put("map", (v, w) -> v.map(Codec.INT, Codec.LONG, (key, value) -> Map.entry(key, value)));
        calls.put("mapValues", (v, w) -> v.mapValues(value -> value + 1));
        calls.put("changesTo", (v, w) -> v.changesTo(w));
        calls.put("patch", (v, w) -> v.patch(new MapChanges<>(Map.of(-8, 8L), Map.of(), Map.of())));
        calls.put("PMap.merge3", (v, w) -> PMap.merge3(v, w, v, (key, base, ours, theirs) -> ours));
        calls.put("toBuilder", (v, w) -> v.toBuilder());
        return new Subject<>(
                PMap.class,
                Map.of(
                        "on the heap", store -> map(store, FEW).put(5, -5L),
                        "changes", store -> map(store, MANY).put(5, -5L).put(-5, 5L)),
                calls);
    }

    private static PSet<Integer> set(Store store, int count) {
        return PSet.from(store, Codec.INT, IntStream.range(0, count).boxed().toList());
    }

    private static Subject<PSet<Integer>> sets() {
        Map<String, Call<PSet<Integer>>> calls = calls(v -> PSet.codec(Codec.INT));
        calls.put("codec", (v, w) -> v.codec());
        calls.put("size", (v, w) -> v.size());
        calls.put("contains", (v, w) -> v.contains(7));
        calls.put("containsAll", (v, w) -> v.containsAll(List.of(7, 8)));
        calls.put("iterator", (v, w) -> v.iterator().next());
        calls.put("spliterator", (v, w) -> v.spliterator().tryAdvance(e -> {}));
        calls.put("stream", (v, w) -> v.stream().count());
        calls.put("forEach", (v, w) -> {
            v.forEach(e -> {});
            return v;
        });
        calls.put("asSet", (v, w) -> v.asSet().contains(7));
        calls.put("add", (v, w) -> v.add(-8));
        calls.put("remove", (v, w) -> v.remove(8));
        calls.put("addAll(a few)", (v, w) -> v.addAll(List.of(-8, -9)));
        calls.put(
                "addAll(many)",
                (v, w) -> v.addAll(IntStream.range(-600, 0).boxed().toList()));
        calls.put("removeAll(a few)", (v, w) -> v.removeAll(List.of(8, 9)));
        calls.put(
                "removeAll(many)",
                (v, w) -> v.removeAll(IntStream.range(0, 600).boxed().toList()));
        calls.put(
                "retainAll",
                (v, w) -> v.retainAll(IntStream.range(0, v.size() - 2).boxed().toList()));
        calls.put("union", (v, w) -> v.union(w.add(-9)));
        calls.put("intersect", (v, w) -> v.intersect(w.remove(9)));
        calls.put("difference", (v, w) -> v.difference(w.remove(9)));
        calls.put("isSubsetOf", (v, w) -> v.isSubsetOf(w));
        calls.put("filter", (v, w) -> v.filter(n -> n != 8));
        calls.put("map", (v, w) -> v.map(Codec.INT, n -> n + 1));
        calls.put("flatMap", (v, w) -> v.flatMap(Codec.INT, List::of));
        calls.put("changesTo", (v, w) -> v.changesTo(w));
        calls.put("patch", (v, w) -> v.patch(new SetChanges<>(Set.of(-8), Set.of())));
        calls.put("toBuilder", (v, w) -> v.toBuilder());
        return new Subject<>(
                PSet.class,
                Map.of(
                        "on the heap", store -> set(store, FEW).add(-5),
                        "changes", store -> set(store, MANY).add(-5).remove(6)),
                calls);
    }
}
