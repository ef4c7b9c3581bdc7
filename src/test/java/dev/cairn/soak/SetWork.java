package dev.cairn.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.PSet;
import dev.cairn.Scope;
import dev.cairn.Store;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/** Sets of the keys of one sort of maps, derived from each other and combined. */
final class SetWork<T> extends Workload {
    private final Store store;
    private final MapKind<T, ?> kind;
    private final Pool<Known<T>> pool;

    /** A set and the sum of its elements' marks. */
    private record Known<T>(PSet<T> set, long checksum) {
        static <T> Known<T> of(PSet<T> set, Set<T> expected) {
            return new Known<>(set, sum(expected));
        }

        private static long sum(Set<?> elements) {
            return elements.stream().mapToLong(Known::mark).sum();
        }

        private static long mark(Object element) {
            return Marks.of(element.hashCode());
        }

        /** Never the same set. */
        Known<T> toggle(T element) {
            return set.contains(element)
                    ? new Known<>(set.remove(element), checksum - mark(element))
                    : new Known<>(set.add(element), checksum + mark(element));
        }

        Set<T> content() {
            Set<T> content = new HashSet<>();
            set.forEach(content::add);
            if (content.size() != set.size() || sum(content) != checksum) {
                throw new AssertionError("checksum " + sum(content) + " of " + content.size() + " elements of "
                        + set.size() + ", expected " + checksum);
            }
            return content;
        }
    }

    SetWork(Store store, MapKind<T, ?> kind) {
        super("PSet of the keys of " + kind.subject());
        this.store = store;
        this.kind = kind;
        this.pool = new Pool<>(anew());
        derive("toggle", 40, this::toggle);
        derive("add all", 15, this::addAll);
        derive("union", 8, this::union);
        derive("intersect", 8, this::intersect);
        derive("difference", 8, this::difference);
        derive("changes and patch", 8, this::patch);
        derive("scope", 8, this::scope);
        derive("check", 3, this::check);
        derive("start anew", 2, (known, random) -> anew());
    }

    private void derive(String step, int weight, BiFunction<Known<T>, SplittableRandom, Known<T>> action) {
        add(step, weight, random -> pool.put(action.apply(pool.any(random), random), random));
    }

    @Override
    void end() {
        pool.clear();
    }

    private Known<T> anew() {
        return new Known<>(kind.subject().emptySet(store), 0);
    }

    private Known<T> toggle(Known<T> known, RandomGenerator random) {
        Known<T> next = known;
        for (int i = random.nextInt(1, 60); i > 0; i--) {
            next = next.toggle(kind.key(random));
        }
        return next;
    }

    private Known<T> addAll(Known<T> known, RandomGenerator random) {
        Set<T> more = new HashSet<>();
        for (int i = random.nextInt(1, kind.keys() / 20); i > 0; i--) {
            more.add(kind.key(random));
        }
        Set<T> expected = known.content();
        expected.addAll(more);
        return Known.of(known.set().addAll(more), expected);
    }

    private Known<T> union(Known<T> known, RandomGenerator random) {
        Known<T> other = pool.any(random);
        Set<T> expected = known.content();
        expected.addAll(other.content());
        return Known.of(known.set().union(other.set()), expected);
    }

    private Known<T> intersect(Known<T> known, RandomGenerator random) {
        Known<T> other = pool.any(random);
        Set<T> expected = known.content();
        expected.retainAll(other.content());
        return Known.of(known.set().intersect(other.set()), expected);
    }

    private Known<T> difference(Known<T> known, RandomGenerator random) {
        Known<T> other = pool.any(random);
        Set<T> expected = known.content();
        expected.removeAll(other.content());
        assertEquals(expected.isEmpty(), known.set().isSubsetOf(other.set()));
        return Known.of(known.set().difference(other.set()), expected);
    }

    private Known<T> patch(Known<T> known, RandomGenerator random) {
        Known<T> other = pool.any(random);
        PSet<T> patched = known.set().patch(known.set().changesTo(other.set()));
        assertSame(other.set(), patched);
        return new Known<>(patched, other.checksum());
    }

    private void assertSame(PSet<T> expected, PSet<T> set) {
        assertTrue(
                expected.equals(set),
                () -> expected.size() + " and " + set.size() + " elements; " + expected.changesTo(set));
    }

    private Known<T> scope(Known<T> known, RandomGenerator random) {
        Known<T> kept;
        Known<T> ended;
        try (Scope scope = store.scope()) {
            Known<T> inside = union(toggle(known, random), random);
            kept = new Known<>(scope.keep(inside.set()), inside.checksum());
            ended = toggle(intersect(inside, random), random).toggle(kind.key(random));
            ended.content();
        }
        try {
            ended.content();
        } catch (IllegalStateException e) {
            return kept;
        }
        throw new AssertionError("a version outlived its scope");
    }

    private Known<T> check(Known<T> known, RandomGenerator random) {
        Set<T> content = known.content();
        T element = kind.key(random);
        assertEquals(content.contains(element), known.set().contains(element));
        assertSame(PSet.from(store, kind.subject().keyCodec(), content), known.set());
        assertEquals(content.hashCode(), known.set().hashCode());
        return known;
    }
}
