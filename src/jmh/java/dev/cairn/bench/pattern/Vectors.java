package dev.cairn.bench.pattern;

import clojure.lang.ITransientCollection;
import clojure.lang.PersistentQueue;
import clojure.lang.PersistentVector;
import dev.cairn.LongVector;
import dev.cairn.PVector;
import io.vavr.collection.Vector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;

/** Sequences of longs. */
final class Vectors {
    private static final int FEW = 3;
    private static final List<Long> NUMBERS = numbers(200_000);

    private Vectors() {}

    /** Ours, without a codec. */
    static Subject<PVector<Long>> pvector() {
        PVector<Long> few = PVector.of(-1L, -2L, -3L);
        return new Subject<PVector<Long>>(n -> PVector.from(numbers(n)), PVector::size, PVector::asList)
                .with("append", (v, i) -> v.append(number(i)))
                .with("prepend", (v, i) -> v.prepend(number(i)))
                .with("update", (v, i) -> v.update(Subject.place(i, v.size()), number(i)))
                .with("updateLast", (v, i) -> v.update(v.size() - 1, number(i)))
                .with("insert", (v, i) -> v.insert(Subject.place(i, v.size()), number(i)))
                .with("removeAt", (v, i) -> v.removeAt(Subject.place(i, v.size())))
                .with("removeFirst", (v, _) -> v.removeAt(0))
                .with("drop1", (v, _) -> v.drop(1))
                .with("removeLast", (v, _) -> v.removeLast())
                .with("slice", (v, _) -> v.slice(1, v.size() - 1))
                .with("concat", (v, _) -> v.concat(few))
                .with("concatBefore", (v, _) -> few.concat(v))
                .with("of3", (_, i) -> PVector.of(number(i), 2L, 3L))
                .with("map", (v, i) -> v.map(e -> e + i))
                .with("filter", (v, i) -> v.filter(e -> e != i))
                .with("take", (v, _) -> v.take(v.size() - 1))
                .reading("contains", v -> v.contains(-7L) ? 1 : 0)
                .reading("equals", v -> v.equals(v.update(v.size() - 1, -7L)) ? 1 : 0)
                .reading("get", v -> v.get(v.size() / 2))
                .reading("ends", v -> v.first() + v.last())
                .reading("iterate3", v -> Reads.few(v.iterator(), Long::longValue))
                .reading("iterate", v -> Reads.all(v.iterator(), Long::longValue))
                .reading("hash", PVector::hashCode)
                .reading("asList", v -> v.asList().get(0));
    }

    /** Ours, of primitives. */
    static Subject<LongVector> longVector() {
        LongVector few = LongVector.of(-1, -2, -3);
        return new Subject<LongVector>(
                        n -> LongVector.from(LongStream.range(0, n)), LongVector::size, LongVector::asList)
                .with("append", LongVector::append)
                .with("prepend", LongVector::prepend)
                .with("update", (v, i) -> v.update(Subject.place(i, v.size()), i))
                .with("updateLast", (v, i) -> v.update(v.size() - 1, i))
                .with("insert", (v, i) -> v.insert(Subject.place(i, v.size()), i))
                .with("removeAt", (v, i) -> v.removeAt(Subject.place(i, v.size())))
                .with("removeFirst", (v, _) -> v.removeAt(0))
                .with("drop1", (v, _) -> v.drop(1))
                .with("removeLast", (v, _) -> v.removeLast())
                .with("slice", (v, _) -> v.slice(1, v.size() - 1))
                .with("concat", (v, _) -> v.concat(few))
                .with("concatBefore", (v, _) -> few.concat(v))
                .with("of3", (_, i) -> LongVector.of(i, 2, 3))
                .reading("get", v -> v.get(v.size() / 2))
                .reading("ends", v -> v.first() + v.last())
                .reading("iterate3", v -> Reads.few(v.iterator(), Long::longValue))
                .reading("iterate", v -> Reads.all(v.iterator(), Long::longValue))
                .reading("hash", LongVector::hashCode)
                .reading("asList", v -> v.asList().get(0));
    }

    static Subject<Vector<Long>> vavr() {
        Vector<Long> few = Vector.of(-1L, -2L, -3L);
        return new Subject<Vector<Long>>(n -> Vector.ofAll(numbers(n)), Vector::size, Vector::asJava)
                .with("append", (v, i) -> v.append(number(i)))
                .with("prepend", (v, i) -> v.prepend(number(i)))
                .with("update", (v, i) -> v.update(Subject.place(i, v.size()), number(i)))
                .with("updateLast", (v, i) -> v.update(v.size() - 1, number(i)))
                .with("insert", (v, i) -> v.insert(Subject.place(i, v.size()), number(i)))
                .with("removeAt", (v, i) -> v.removeAt(Subject.place(i, v.size())))
                .with("removeFirst", (v, _) -> v.tail())
                .with("drop1", (v, _) -> v.drop(1))
                .with("removeLast", (v, _) -> v.init())
                .with("slice", (v, _) -> v.slice(1, v.size() - 1))
                .with("concat", (v, _) -> v.appendAll(few))
                .with("concatBefore", (v, _) -> v.prependAll(few))
                .with("of3", (_, i) -> Vector.of(number(i), 2L, 3L))
                .with("map", (v, i) -> v.map(e -> e + i))
                .with("filter", (v, i) -> v.filter(e -> e != i))
                .with("take", (v, _) -> v.take(v.size() - 1))
                .reading("contains", v -> v.contains(-7L) ? 1 : 0)
                .reading("equals", v -> v.equals(v.update(v.size() - 1, -7L)) ? 1 : 0)
                .reading("get", v -> v.get(v.size() / 2))
                .reading("ends", v -> v.head() + v.last())
                .reading("iterate3", v -> Reads.few(v.iterator(), Long::longValue))
                .reading("iterate", v -> Reads.all(v.iterator(), Long::longValue))
                .reading("hash", Vector::hashCode)
                .reading("asList", v -> v.asJava().get(0));
    }

    @SuppressWarnings("unchecked")
    static Subject<PersistentVector> clojure() {
        return new Subject<PersistentVector>(n -> PersistentVector.create(numbers(n)), PersistentVector::count, v -> v)
                .with("append", (v, i) -> v.cons(number(i)))
                .with("update", (v, i) -> v.assocN(Subject.place(i, v.count()), number(i)))
                .with("updateLast", (v, i) -> v.assocN(v.count() - 1, number(i)))
                .with("removeLast", (v, _) -> v.pop())
                .with("concat", (v, _) -> joined(v))
                .with("of3", (_, i) -> PersistentVector.create((Object[]) new Long[] {number(i), 2L, 3L}))
                .reading("iterate3", v -> Reads.few((Iterator<Long>) v.iterator(), Long::longValue))
                .reading("hash", PersistentVector::hashCode);
    }

    private static PersistentVector joined(PersistentVector v) {
        ITransientCollection open = v.asTransient();
        for (long i = 1; i <= FEW; i++) {
            open = open.conj(-i);
        }
        return (PersistentVector) open.persistent();
    }

    /** Clojure's queue; {@code pop} takes its first element. */
    static Subject<PersistentQueue> clojureQueue() {
        return new Subject<PersistentQueue>(Vectors::queue, PersistentQueue::count, q -> new ArrayList<Object>(q))
                .with("append", (q, i) -> q.cons(number(i)))
                .with("drop1", (q, _) -> q.pop());
    }

    private static PersistentQueue queue(int n) {
        PersistentQueue queue = PersistentQueue.EMPTY;
        for (int i = 0; i < n; i++) {
            queue = queue.cons(number(i));
        }
        return queue;
    }

    /** Changed in place. */
    static Subject<ArrayList<Long>> arrayList() {
        List<Long> few = List.of(-1L, -2L, -3L);
        return new Subject<ArrayList<Long>>(n -> new ArrayList<>(numbers(n)), List::size, ArrayList::new)
                .with("update", (v, i) -> {
                    v.set(Subject.place(i, v.size()), number(i));
                    return v;
                })
                .with("concat", (v, _) -> {
                    ArrayList<Long> joined = new ArrayList<>(v);
                    joined.addAll(few);
                    return joined;
                })
                .with("of3", (_, i) -> new ArrayList<>(List.of(number(i), 2L, 3L)))
                .reading("iterate3", v -> Reads.few(v.iterator(), Long::longValue))
                .reading("hash", List::hashCode);
    }

    /** Changed in place. */
    static Subject<ArrayDeque<Long>> arrayDeque() {
        return new Subject<ArrayDeque<Long>>(n -> new ArrayDeque<>(numbers(n)), ArrayDeque::size, ArrayList::new)
                .with("append", (v, i) -> {
                    v.addLast(number(i));
                    return v;
                })
                .with("prepend", (v, i) -> {
                    v.addFirst(number(i));
                    return v;
                })
                .with("drop1", Vectors::withoutFirst)
                .with("removeFirst", Vectors::withoutFirst)
                .with("removeLast", (v, _) -> {
                    v.removeLast();
                    return v;
                });
    }

    private static ArrayDeque<Long> withoutFirst(ArrayDeque<Long> deque, int step) {
        deque.removeFirst();
        return deque;
    }

    private static Long number(int step) {
        return (long) step;
    }

    /** The first {@code n} numbers, of a list that was made before; few sizes, so that making them costs nothing. */
    private static List<Long> numbersOf(int n) {
        return NUMBERS.subList(0, Math.min(n, NUMBERS.size()));
    }

    private static List<Long> numbers(int n) {
        return LongStream.range(0, n).boxed().toList();
    }
}
