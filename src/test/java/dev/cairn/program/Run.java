package dev.cairn.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.Holders;
import dev.cairn.Scope;
import dev.cairn.Sequences;
import dev.cairn.Store;
import dev.cairn.Version;
import dev.cairn.internal.life.Census;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A program that runs on vectors and on ArrayLists side by side; all live versions are compared after each step. */
final class Run<V extends Version, E> {
    private static final int VERSIONS_MAX = 6;
    private static final int COMPARED_IN_FULL = 100;
    private static final int SIZE_MAX = 20_000;
    private static final int SHOWN_MOST = 1_000;

    private final Subject<V, E> subject;
    private final Store store;
    private final int scale;
    private final List<Live<V, E>> live = new ArrayList<>();
    private Subject.Session<V, E> session;
    private List<E> built = List.of();
    private int seed;

    private record Live<V, E>(V vector, List<E> expected) {}

    /** Bulk actions take {@code scale} times their amount. */
    Run(Subject<V, E> subject, Store store, int scale) {
        this.subject = subject;
        this.store = store;
        this.scale = scale;
        live.add(new Live<>(subject.empty(store), List.of()));
    }

    void run(List<Action> program) {
        for (Action action : program) {
            step(action);
            live.forEach(this::compare);
        }
        live.forEach(this::compareInFull);
        collect();
        live.clear();
        session = null;
        Holders.of(List.of(), List.of()).collect(store);
        assertEquals(0, store.verify().nodes(), "nothing held, nothing live (I6)");
        assertEquals(0, store.stats().liveNodes());
    }

    private void step(Action action) {
        Live<V, E> chosen = live.get(action.version() % live.size());
        switch (action.verb()) {
            case APPEND -> add(append(chosen, action.amount()));
            case APPEND_ALL -> add(appendAll(chosen, action.amount() * scale));
            case UPDATE -> add(update(chosen, action.at(), action.amount()));
            case REMOVE -> add(remove(chosen, action.amount()));
            case PREPEND -> add(prepend(chosen, action.amount()));
            case INSERT -> add(insert(chosen, action.at(), action.amount()));
            case INSERT_ALL -> add(insertAll(chosen, action.at(), live.get(action.amount() % live.size())));
            case REMOVE_AT -> add(removeAt(chosen, action.at(), action.amount()));
            case REMOVE_RANGE -> add(removeRange(chosen, action.at(), action.amount()));
            case SLICE -> add(slice(chosen, action.at(), action.amount()));
            case CONCAT -> add(insertAll(chosen, chosen.expected().size(), live.get(action.amount() % live.size())));
            case ITERATE -> iterate(chosen);
            case BEGIN -> begin(chosen);
            case BUILDER_APPEND -> builderAppend(action.amount());
            case BUILDER_SET -> builderSet(action.at(), action.amount());
            case BUILD -> build();
            case SCOPE -> add(inScope(chosen, action));
            case DROP -> drop(action.version());
            case COLLECT -> collect();
        }
    }

    private void add(Live<V, E> made) {
        live.add(made);
        if (live.size() > VERSIONS_MAX) {
            live.removeFirst();
        }
    }

    private Live<V, E> append(Live<V, E> from, int times) {
        V vector = from.vector();
        List<E> expected = new ArrayList<>(from.expected());
        for (int i = 0; i < times; i++) {
            expected.add(subject.element(++seed));
            vector = subject.append(vector, expected.getLast());
        }
        return new Live<>(vector, expected);
    }

    private Live<V, E> appendAll(Live<V, E> from, int count) {
        List<E> more = elements(count);
        List<E> expected = new ArrayList<>(from.expected());
        expected.addAll(more);
        return new Live<>(subject.appendAll(from.vector(), more), expected);
    }

    private List<E> elements(int count) {
        return new ArrayList<>(
                IntStream.range(0, count).mapToObj(i -> subject.element(++seed)).toList());
    }

    private Live<V, E> update(Live<V, E> from, int at, int times) {
        V vector = from.vector();
        List<E> expected = new ArrayList<>(from.expected());
        for (int i = 0; i < times && !expected.isEmpty(); i++) {
            int index = Math.floorMod(at * (i + 1), expected.size());
            E element = subject.element(++seed);
            vector = subject.update(vector, index, element);
            expected.set(index, element);
        }
        return new Live<>(vector, expected);
    }

    private Live<V, E> remove(Live<V, E> from, int times) {
        V vector = from.vector();
        List<E> expected = new ArrayList<>(from.expected());
        for (int i = 0; i < times && !expected.isEmpty(); i++) {
            vector = subject.removeLast(vector);
            expected.removeLast();
        }
        return new Live<>(vector, expected);
    }

    private Live<V, E> prepend(Live<V, E> from, int times) {
        V vector = from.vector();
        List<E> expected = new ArrayList<>(from.expected());
        for (int i = 0; i < times; i++) {
            expected.addFirst(subject.element(++seed));
            vector = subject.prepend(vector, expected.getFirst());
        }
        return new Live<>(vector, expected);
    }

    private Live<V, E> insert(Live<V, E> from, int at, int times) {
        V vector = from.vector();
        List<E> expected = new ArrayList<>(from.expected());
        for (int i = 0; i < times; i++) {
            int index = Math.floorMod(at * (i + 1), expected.size() + 1);
            expected.add(index, subject.element(++seed));
            vector = subject.insert(vector, index, expected.get(index));
        }
        return new Live<>(vector, expected);
    }

    private Live<V, E> insertAll(Live<V, E> from, int at, Live<V, E> other) {
        int index = at % (from.expected().size() + 1);
        if (from.expected().size() + other.expected().size() > SIZE_MAX) {
            return from;
        }
        List<E> expected = new ArrayList<>(from.expected());
        expected.addAll(index, other.expected());
        V vector = index == from.expected().size()
                ? Sequences.concat(from.vector(), other.vector())
                : Sequences.insertAll(from.vector(), index, other.vector());
        return new Live<>(vector, expected);
    }

    private Live<V, E> removeAt(Live<V, E> from, int at, int times) {
        V vector = from.vector();
        List<E> expected = new ArrayList<>(from.expected());
        for (int i = 0; i < times && !expected.isEmpty(); i++) {
            int index = Math.floorMod(at * (i + 1), expected.size());
            expected.remove(index);
            vector = Sequences.removeAt(vector, index);
        }
        return new Live<>(vector, expected);
    }

    private Live<V, E> removeRange(Live<V, E> from, int at, int amount) {
        int begin = at % (from.expected().size() + 1);
        int end = begin + (from.expected().size() - begin) * amount / 20;
        List<E> expected = new ArrayList<>(from.expected());
        expected.subList(begin, end).clear();
        return new Live<>(Sequences.removeRange(from.vector(), begin, end), expected);
    }

    private Live<V, E> slice(Live<V, E> from, int at, int amount) {
        int begin = at % (from.expected().size() + 1);
        int end = begin + (from.expected().size() - begin) * amount / 20;
        return new Live<>(
                Sequences.slice(from.vector(), begin, end),
                new ArrayList<>(from.expected().subList(begin, end)));
    }

    private void iterate(Live<V, E> from) {
        List<E> seen = new ArrayList<>();
        subject.iterator(from.vector()).forEachRemaining(seen::add);
        assertEquals(from.expected(), seen);
    }

    private void begin(Live<V, E> from) {
        session = subject.builder(from.vector());
        built = new ArrayList<>(from.expected());
    }

    private void builderAppend(int amount) {
        if (session != null) {
            List<E> more = elements(amount);
            more.forEach(session::append);
            List<E> bulk = elements(amount * scale);
            session.appendAll(bulk);
            built.addAll(more);
            built.addAll(bulk);
        }
    }

    private void builderSet(int at, int times) {
        for (int i = 0; session != null && i < times && !built.isEmpty(); i++) {
            int index = Math.floorMod(at * (i + 1), built.size());
            E element = subject.element(++seed);
            session.update(index, element);
            built.set(index, element);
            assertEquals(element, session.get(index));
        }
    }

    private void build() {
        if (session != null) {
            assertEquals(built.size(), session.size());
            add(new Live<>(session.build(), new ArrayList<>(built)));
        }
    }

    /** Makes versions in a scope, of which one outlives it. */
    private Live<V, E> inScope(Live<V, E> from, Action action) {
        try (Scope scope = store.scope()) {
            Live<V, E> longer = append(from, action.amount());
            Live<V, E> changed = update(longer, action.at(), action.amount());
            Live<V, E> shorter = remove(changed, action.amount() / 2);
            if (action.at() % 2 == 0) {
                Holders.of(vectors(longer, changed, shorter), builders()).collect(store);
            }
            compare(longer);
            compareInFull(changed);
            V kept = scope.keep(shorter.vector());
            return new Live<>(kept, shorter.expected());
        }
    }

    @SafeVarargs
    private List<V> vectors(Live<V, E>... more) {
        List<V> vectors = new ArrayList<>(live.stream().map(Live::vector).toList());
        for (Live<V, E> other : more) {
            vectors.add(other.vector());
        }
        return vectors;
    }

    private List<Object> builders() {
        return session == null ? List.of() : List.of(session.builder());
    }

    private void drop(int which) {
        if (which % 5 == 0) {
            session = null;
        }
        if (live.size() > 1) {
            live.remove(which % live.size());
        }
    }

    /** Lets all be dead that is not live, and compares what is left with what the live versions reach. */
    private void collect() {
        Holders held = Holders.of(vectors(), builders());
        held.collect(store);
        store.verify();
        Census census = held.census(store);
        assertEquals(census.reachable(), census.allocated(), "live nodes are the reachable ones (I5)");
        assertEquals(census.pinned(), store.stats().pinnedNodes());
        assertEquals(census.allocated(), store.stats().liveNodes());
    }

    private void compare(Live<V, E> one) {
        List<E> expected = one.expected();
        assertEquals(expected.size(), subject.size(one.vector()));
        int step = 1 + expected.size() / COMPARED_IN_FULL;
        for (int i = 0; i < expected.size(); i += step) {
            assertEquals(expected.get(i), subject.get(one.vector(), i));
        }
    }

    private void compareInFull(Live<V, E> one) {
        for (int i = 0; i < one.expected().size(); i++) {
            assertEquals(one.expected().get(i), subject.get(one.vector(), i));
        }
        iterate(one);
        Sequences.requireSound(one.vector());
        V copy = subject.from(store, one.expected());
        assertTrue(one.vector().equals(copy) && copy.equals(one.vector()));
        assertEquals(one.expected().hashCode(), one.vector().hashCode());
        if (one.expected().size() <= SHOWN_MOST) {
            assertEquals(one.expected().toString(), one.vector().toString());
        }
    }
}
