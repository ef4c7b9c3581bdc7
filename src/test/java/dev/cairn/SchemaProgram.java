package dev.cairn;

import dev.cairn.codec.Codec;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Writes values of the classes app.Item and app.Colour to a store in a file, or reads them. Several versions of these classes exist. */
final class SchemaProgram {
    private static final int MANY = 3000;

    private final Store store;
    private final Class<?> colour;
    private final Class<?> item;

    private SchemaProgram(Store store, Class<?> colour, Class<?> item) {
        this.store = store;
        this.colour = colour;
        this.item = item;
    }

    @SuppressWarnings("SystemOut") // the parent reads it
    private static void say(Object line) {
        System.out.println(line);
    }

    /** Arguments: the file, what to do, the name of the record. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        try (Store store =
                Store.open(Path.of(arguments[0]), StoreOptions.defaults().maxBytes(16L << 20))) {
            if (arguments[1].equals("names")) {
                store.atomNames()
                        .forEach(name ->
                                say(name + " " + attempt(() -> store.atom(name).get())));
                return;
            }
            SchemaProgram program =
                    new SchemaProgram(store, Class.forName("app.Colour"), Class.forName("app." + arguments[2]));
            switch (arguments[1]) {
                case "write" -> program.write();
                case "read" -> program.read();
                default -> program.typed();
            }
            store.verify();
        }
    }

    private Object item(Object constant, int n) {
        Constructor<?> canonical = item.getDeclaredConstructors()[0];
        Object[] values = Arrays.stream(canonical.getParameterTypes())
                .map(type -> type == String.class
                        ? "item " + n
                        : type == long.class ? (Object) (long) n : type == int.class ? (Object) n : constant)
                .toArray();
        try {
            return canonical.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Codec<Object> items() {
        return (Codec<Object>) Codec.record((Class) item);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Codec<Object> colours() {
        return (Codec<Object>) Codec.enumeration((Class) colour);
    }

    private void write() {
        PMap<Object, Object> byColour = PMap.empty(store, colours(), items());
        PSet<Object> set = PSet.empty(store, items());
        PVector<Object> any = PVector.empty(store, Codec.standard());
        for (Object constant : Objects.requireNonNull(colour.getEnumConstants())) {
            byColour = byColour.put(constant, item(constant, 1));
            any = any.append(constant)
                    .append(List.of(item(constant, 2), constant))
                    .append(LongVector.of(store, 7));
            for (int n = 0; n < MANY; n++) {
                set = set.add(item(constant, n));
            }
        }
        Atom<PMap<Object, Object>> first = store.atom("byColour", byColour);
        PMap<Object, Object> all = byColour;
        first.updateAndGet(old -> old.putAll(all));
        Atom<PSet<Object>> second = store.atom("set", set);
        PSet<Object> more = set;
        second.updateAndGet(old -> old.union(more));
        store.atom("any", any).set(any);
    }

    private static String attempt(Supplier<?> read) {
        try {
            return String.valueOf(read.get());
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    private void read() {
        PMap<Object, Object> byColour =
                store.<PMap<Object, Object>>atom("byColour").get();
        for (Object constant : Objects.requireNonNull(colour.getEnumConstants())) {
            say(constant + " -> " + attempt(() -> byColour.get(constant)));
        }
        PVector<Object> any = store.<PVector<Object>>atom("any").get();
        for (int i = 0; i < any.size(); i++) {
            int index = i;
            say(i + " is " + attempt(() -> any.get(index)));
        }
        PSet<Object> set = store.<PSet<Object>>atom("set").get();
        TreeMap<String, Integer> found = new TreeMap<>();
        for (Object constant : Objects.requireNonNull(colour.getEnumConstants())) {
            for (int n = 0; n < MANY; n++) {
                found.merge(constant + " " + set.contains(item(constant, n)), 1, Integer::sum);
            }
        }
        say(set.size() + " " + found);
    }

    private void typed() {
        say(attempt(() -> {
            Atom<PMap<Object, Object>> atom = store.atom("byColour", PMap.empty(store, colours(), items()));
            Object constant = Objects.requireNonNull(colour.getEnumConstants())[0];
            List<Object> seen =
                    new ArrayList<>(List.of(atom.get().size(), atom.get().get(constant)));
            atom.updateAndGet(map -> map.put(constant, item(constant, 5)));
            seen.add(atom.get().get(constant));
            return seen;
        }));
    }
}
