package dev.cairn.bench.pattern;

import clojure.lang.IPersistentCollection;
import clojure.lang.IPersistentMap;
import clojure.lang.PersistentHashMap;
import clojure.lang.PersistentVector;
import dev.cairn.Atom;
import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import io.vavr.collection.HashMap;
import io.vavr.collection.Vector;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/** Maps with collections in them, which change with each operation, and maps in atoms. Inner collections keep below 64 elements. */
final class Nested {
    private static final int INNER = 64;
    private static final int INNER_KEYS = 10;
    private static final AtomicInteger ATOMS = new AtomicInteger();

    private Nested() {}

    static Subject<PMap<Long, PMap<Long, Long>>> pmaps() {
        PMap<Long, Long> inner = PMap.empty(Codec.LONG, Codec.LONG).put(1L, 1L);
        IntFunction<PMap<Long, PMap<Long, Long>>> make = n -> {
            var builder = PMap.builder(Codec.LONG, PMap.codec(Codec.LONG, Codec.LONG));
            for (long k = 0; k < n; k++) {
                builder.put(k, inner);
            }
            return builder.build();
        };
        return new Subject<>(make, PMap::size, PMap::asMap).with("putInner", (m, i) -> {
            Long key = (long) Subject.place(i, m.size());
            return m.put(key, m.get(key).put((long) (i % INNER_KEYS), (long) i));
        });
    }

    static Subject<HashMap<Long, HashMap<Long, Long>>> vavrMaps() {
        IntFunction<HashMap<Long, HashMap<Long, Long>>> make = n -> {
            HashMap<Long, HashMap<Long, Long>> map = HashMap.empty();
            for (long k = 0; k < n; k++) {
                map = map.put(k, HashMap.of(1L, 1L));
            }
            return map;
        };
        return new Subject<>(make, HashMap::size, HashMap::toJavaMap).with("putInner", (m, i) -> {
            Long key = (long) Subject.place(i, m.size());
            return m.put(key, m.getOrElse(key, null).put((long) (i % INNER_KEYS), (long) i));
        });
    }

    static Subject<IPersistentMap> clojureMaps() {
        return new Subject<>(n -> clojure(n, PersistentHashMap.EMPTY.assoc(1L, 1L)), IPersistentMap::count, m -> m)
                .with("putInner", (m, i) -> {
                    Long key = (long) Subject.place(i, m.count());
                    return m.assoc(key, ((IPersistentMap) m.valAt(key)).assoc((long) (i % INNER_KEYS), (long) i));
                });
    }

    static Subject<PMap<Long, PVector<Long>>> pvectors() {
        PVector<Long> inner = PVector.of(Store.standard(), Codec.LONG, 1L);
        IntFunction<PMap<Long, PVector<Long>>> make = n -> {
            var builder = PMap.builder(Codec.LONG, PVector.codec(Codec.LONG));
            for (long k = 0; k < n; k++) {
                builder.put(k, inner);
            }
            return builder.build();
        };
        return new Subject<>(make, PMap::size, PMap::asMap).with("appendInner", (m, i) -> {
            Long key = (long) Subject.place(i, m.size());
            PVector<Long> old = m.get(key);
            return m.put(key, (old.size() < INNER ? old : inner).append((long) i));
        });
    }

    static Subject<PMap<Long, LongVector>> longVectors() {
        LongVector inner = LongVector.of(1);
        IntFunction<PMap<Long, LongVector>> make = n -> {
            var builder = PMap.builder(Codec.LONG, LongVector.codec());
            for (long k = 0; k < n; k++) {
                builder.put(k, inner);
            }
            return builder.build();
        };
        return new Subject<>(make, PMap::size, PMap::asMap).with("appendInner", (m, i) -> {
            Long key = (long) Subject.place(i, m.size());
            LongVector old = m.get(key);
            return m.put(key, (old.size() < INNER ? old : inner).append(i));
        });
    }

    static Subject<HashMap<Long, Vector<Long>>> vavrVectors() {
        Vector<Long> inner = Vector.of(1L);
        IntFunction<HashMap<Long, Vector<Long>>> make = n -> {
            HashMap<Long, Vector<Long>> map = HashMap.empty();
            for (long k = 0; k < n; k++) {
                map = map.put(k, inner);
            }
            return map;
        };
        return new Subject<>(make, HashMap::size, HashMap::toJavaMap).with("appendInner", (m, i) -> {
            Long key = (long) Subject.place(i, m.size());
            Vector<Long> old = m.getOrElse(key, inner);
            return m.put(key, (old.size() < INNER ? old : inner).append((long) i));
        });
    }

    static Subject<IPersistentMap> clojureVectors() {
        PersistentVector inner = PersistentVector.EMPTY.cons(1L);
        return new Subject<>(n -> clojure(n, inner), IPersistentMap::count, m -> m).with("appendInner", (m, i) -> {
            Long key = (long) Subject.place(i, m.count());
            IPersistentCollection old = (IPersistentCollection) m.valAt(key);
            return m.assoc(key, (old.count() < INNER ? old : inner).cons((long) i));
        });
    }

    private static IPersistentMap clojure(int n, Object inner) {
        IPersistentMap map = PersistentHashMap.EMPTY;
        for (long k = 0; k < n; k++) {
            map = map.assoc(k, inner);
        }
        return map;
    }

    static Subject<Atom<PMap<Object, Long>>> atom() {
        Subject<PMap<Object, Long>> maps = Maps.pmap(Maps.Key.TEXT);
        IntFunction<Atom<PMap<Object, Long>>> make = n -> Store.standard()
                .atom("counts " + ATOMS.getAndIncrement(), maps.make().apply(n));
        Op<PMap<Object, Long>> count = maps.ops().get("count");
        return new Subject<>(make, atom -> atom.get().size(), atom -> atom.get().asMap())
                .with("countInAtom", (atom, i) -> {
                    atom.updateAndGet(m -> count.apply(m, i));
                    return atom;
                });
    }

    static Subject<AtomicReference<HashMap<Object, Long>>> vavrReference() {
        Subject<HashMap<Object, Long>> maps = Maps.vavr(Maps.Key.TEXT);
        Op<HashMap<Object, Long>> count = maps.ops().get("count");
        return new Subject<AtomicReference<HashMap<Object, Long>>>(
                        n -> new AtomicReference<>(maps.make().apply(n)),
                        cell -> cell.get().size(),
                        cell -> cell.get().toJavaMap())
                .with("countInAtom", (cell, i) -> {
                    cell.updateAndGet(m -> count.apply(m, i));
                    return cell;
                });
    }

    static Subject<AtomicReference<PersistentHashMap>> clojureReference() {
        Subject<PersistentHashMap> maps = Maps.clojure(Maps.Key.TEXT);
        Op<PersistentHashMap> count = maps.ops().get("count");
        return new Subject<AtomicReference<PersistentHashMap>>(
                        n -> new AtomicReference<>(maps.make().apply(n)),
                        cell -> cell.get().count(),
                        AtomicReference::get)
                .with("countInAtom", (cell, i) -> {
                    cell.updateAndGet(m -> count.apply(m, i));
                    return cell;
                });
    }
}
