package dev.cairn.kill;

import dev.cairn.LongVector;
import dev.cairn.PMap;
import dev.cairn.PVector;
import dev.cairn.Store;
import dev.cairn.codec.Codec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Collections of any values: objects, arrays, lists with collections in them. None goes into one of its own type, since it could become a
 * part of itself: an element is written into the tail that an older version shares.
 */
final class MixedProgram extends Program {
    record Note(String text, List<Object> about) {}

    private final List<PVector<Object>> standard = new ArrayList<>();
    private final List<PVector<Object>> any = new ArrayList<>();
    private final List<PMap<Object, Object>> maps = new ArrayList<>();

    MixedProgram(Store store, Random random) {
        super(store, random);
        standard.add(PVector.empty(store, Codec.standard()));
        any.add(PVector.empty(store, Codec.any()));
        maps.add(PMap.empty(store, Codec.standard(), Codec.standard()));
        add(() -> put(standard, changed(any(standard), this::value)));
        add(() -> put(standard, changed(any(standard), this::value)));
        add(() -> put(any, changed(any(any), this::portable)));
        add(() -> put(maps, changed(any(maps))));
        add(() -> put(
                maps,
                any(maps).toBuilder().put(text(), forMaps()).put(1L, forMaps()).build()));
        add(() -> store.atom("standard", any(standard)).set(any(standard)));
        add(() -> store.atom("any", any(any)).set(any(any)));
        add(() -> store.atom("maps", any(maps)).set(any(maps)));
    }

    @Override
    void end() {
        super.end();
        List.of(standard, any, maps).forEach(List::clear);
        List.of("standard", "any", "maps").forEach(store::removeAtom);
    }

    private Object portable() {
        return switch (random.nextInt(7)) {
            case 0 -> text();
            case 1 -> random.nextLong();
            case 2 -> random.nextInt();
            case 3 -> LocalDate.of(2026, 1, 1 + random.nextInt(28));
            case 4 -> new byte[random.nextInt(40)];
            case 5 -> random.nextDouble();
            default -> "";
        };
    }

    private Object forMaps() {
        return switch (random.nextInt(5)) {
            case 0 -> new Object();
            case 1 -> List.of(Map.of(text(), 1L), any(any), LongVector.of(store, 1, 2, 3));
            case 2 -> any(any);
            default -> portable();
        };
    }

    private Object value() {
        return switch (random.nextInt(5)) {
            case 0 -> List.of(any(maps), text(), new Object());
            case 1 -> any(maps);
            case 2 -> new Note(text(), List.of(any(any), new Object(), any(maps)));
            default -> forMaps();
        };
    }

    private PVector<Object> changed(PVector<Object> from, Supplier<Object> value) {
        PVector<Object> vector = from;
        for (int i = random.nextInt(20); i > 0; i--) {
            vector = random.nextInt(3) == 0 && vector.size() > 0
                    ? vector.update(random.nextInt(vector.size()), value.get())
                    : vector.append(value.get());
        }
        PVector.Builder<Object> builder = keep(vector.toBuilder());
        return random.nextInt(4) == 0 ? builder.append(value.get()).build().takeRight(90) : vector.takeRight(90);
    }

    private PMap<Object, Object> changed(PMap<Object, Object> from) {
        PMap<Object, Object> map = from;
        for (int i = random.nextInt(15); i > 0; i--) {
            Object key = random.nextBoolean() ? text() : Long.valueOf(random.nextInt(60));
            map = random.nextInt(3) == 0 ? map.remove(key) : map.put(key, forMaps());
        }
        return map;
    }
}
