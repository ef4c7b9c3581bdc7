package dev.cairn.vavr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.Setting;
import dev.cairn.StoreTest;
import dev.cairn.codec.Codec;
import io.vavr.Tuple;
import io.vavr.collection.Map;
import io.vavr.collection.Seq;
import io.vavr.collection.Set;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Our collections and Vavr's stay equal under the same random operations, and so do their old versions. */
class AgainstVavrTest extends StoreTest {
    private static final int STEPS = 40;
    private static final int VERSIONS_KEPT = 5;

    @Property(tries = 100)
    void vectors(@ForAll Setting setting, @ForAll long seed) {
        Sequences sequences = new Sequences(seed);
        Seq<Object> ours = Vector.ofAll(PVector.empty(stores.shared(setting), Codec.sameArrays()));
        Seq<Object> theirs = io.vavr.collection.Vector.empty();
        Pairs pairs = new Pairs();
        for (int step = 0; step < STEPS; step++) {
            UnaryOperator<Seq<Object>> operation = sequences.operation(ours.length());
            ours = operation.apply(ours);
            theirs = operation.apply(theirs);
            pairs.add(ours, theirs);
        }
    }

    @Property(tries = 100)
    void sets(@ForAll Setting setting, @ForAll long seed) {
        Random random = new Random(seed);
        Set<Object> ours = HashSet.ofAll(PSet.empty(stores.shared(setting), Codec.sameArrays()));
        Set<Object> theirs = io.vavr.collection.HashSet.empty();
        Pairs pairs = new Pairs();
        for (int step = 0; step < STEPS; step++) {
            Object key = key(random);
            Set<Object> some = io.vavr.collection.HashSet.fill(random.nextInt(40), () -> key(random));
            boolean isOurs = random.nextBoolean();
            int what = random.nextInt(9);
            ours = changed(ours, what, key, isOurs ? HashSet.ofAll(some) : some);
            theirs = changed(theirs, what, key, some);
            pairs.add(ours, theirs);
            assertEquals(theirs.contains(key), ours.contains(key));
        }
    }

    private static Set<Object> changed(Set<Object> set, int what, Object key, Set<Object> some) {
        return switch (what) {
            case 0, 1 -> set.add(key);
            case 2 -> set.remove(key);
            case 3, 4 -> set.union(some);
            case 5 -> set.diff(some);
            case 6 -> set.intersect(some.union(set.filter(element -> element instanceof Integer n && n % 3 != 0)));
            case 7 -> set.union(set.partition(some::contains)._1);
            default -> set.replace(key, some);
        };
    }

    @Property(tries = 100)
    void maps(@ForAll Setting setting, @ForAll long seed) {
        Random random = new Random(seed);
        Map<Object, Object> ours =
                HashMap.ofAll(PMap.empty(stores.shared(setting), Codec.sameArrays(), Codec.sameArrays()));
        Map<Object, Object> theirs = io.vavr.collection.HashMap.empty();
        Pairs pairs = new Pairs();
        for (int step = 0; step < STEPS; step++) {
            Object key = key(random);
            Map<Object, Object> some =
                    io.vavr.collection.HashMap.fill(random.nextInt(40), () -> Tuple.of(key(random), key(random)));
            boolean isOurs = random.nextBoolean();
            int what = random.nextInt(9);
            ours = changed(ours, what, key, isOurs ? HashMap.ofEntries(some) : some);
            theirs = changed(theirs, what, key, some);
            pairs.add(ours, theirs);
            assertEquals(theirs.get(key), ours.get(key));
        }
    }

    private static Map<Object, Object> changed(
            Map<Object, Object> map, int what, Object key, Map<Object, Object> some) {
        return switch (what) {
            case 0, 1 -> map.put(key, some.size());
            case 2 -> map.remove(key);
            case 3, 4 -> map.merge(some);
            case 5 -> map.merge(some, (mine, others) -> mine + "+" + others);
            case 6 -> map.filter((k, v) -> !some.containsKey(k));
            case 7 -> map.put(key, some.size(), (before, now) -> before + "," + now);
            default -> map.mapValues(value -> value instanceof Integer n ? n / 2 : value);
        };
    }

    private static Object key(Random random) {
        return switch (random.nextInt(30)) {
            case 0 -> io.vavr.collection.List.of(random.nextInt(4));
            case 1 -> null;
            case 2, 3, 4, 5 -> "key ".repeat(random.nextInt(6));
            default -> random.nextInt(60);
        };
    }

    /** Versions of our collection beside versions of Vavr's. */
    private static final class Pairs {
        private final List<Object> ours = new ArrayList<>();
        private final List<Object> theirs = new ArrayList<>();

        void add(Object our, Object their) {
            ours.add(our);
            theirs.add(their);
            if (ours.size() > VERSIONS_KEPT) {
                ours.removeFirst();
                theirs.removeFirst();
            }
            for (int i = 0; i < ours.size(); i++) {
                assertEquals(theirs.get(i), ours.get(i));
                assertEquals(ours.get(i), theirs.get(i));
                assertEquals(theirs.get(i).hashCode(), ours.get(i).hashCode());
            }
        }
    }
}
