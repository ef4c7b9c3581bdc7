package dev.cairn.bench.map;

import io.vavr.Tuple2;
import io.vavr.collection.HashMap;

/** Vavr's hash map, a hash array mapped trie. */
final class VavrMap extends VavrMapping<HashMap<Object, Long>> {
    @Override
    public HashMap<Object, Long> empty(Keys kind) {
        return HashMap.empty();
    }

    @Override
    HashMap<Object, Long> of(Tuple2<Object, Long>[] entries) {
        return HashMap.ofEntries(entries);
    }
}
