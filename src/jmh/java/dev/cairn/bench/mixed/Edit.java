package dev.cairn.bench.mixed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;

/**
 * A change of a document: another leaf at the end of a path.
 *
 * @param path keys, which are strings, and indexes
 */
record Edit(Object[] path, Long leaf) {
    /** The same ones at each call: each goes to any entry of a map, and any element of a vector, until it comes to a leaf. */
    static Edit[] random(Object document, int count) {
        Random random = new Random(42);
        Edit[] edits = new Edit[count];
        Arrays.setAll(edits, i -> {
            List<Object> path = new ArrayList<>();
            descend(document, path, random);
            return new Edit(path.toArray(), 1_000_000L + i);
        });
        return edits;
    }

    /** {@code node} is one of {@link JavaNesting}. Keys are in their order, so that the paths do not depend on that of a map. */
    private static void descend(Object node, List<Object> path, Random random) {
        switch (node) {
            case HashMap<?, ?> map -> {
                List<String> keys =
                        map.keySet().stream().map(String.class::cast).sorted().toList();
                String key = keys.get(random.nextInt(keys.size()));
                path.add(key);
                descend(map.get(key), path, random);
            }
            case ArrayList<?> list -> {
                int index = random.nextInt(list.size());
                path.add(index);
                descend(list.get(index), path, random);
            }
            default -> {}
        }
    }
}
