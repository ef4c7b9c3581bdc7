package dev.cairn.bench.map;

import dev.cairn.vavr.HashMap;
import io.vavr.Tuple2;

/** Cairn's map behind Vavr's interface, with its default codecs. */
final class CairnVavrMap extends VavrMapping<HashMap<Object, Long>> {
    @Override
    public HashMap<Object, Long> empty(Keys kind) {
        return HashMap.empty();
    }

    @Override
    HashMap<Object, Long> of(Tuple2<Object, Long>[] entries) {
        return HashMap.ofEntries(entries);
    }
}
