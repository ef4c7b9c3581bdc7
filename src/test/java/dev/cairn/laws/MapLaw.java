package dev.cairn.laws;

import dev.cairn.PMap;
import dev.cairn.program.map.MapSubject;
import java.util.Map;

/** Something that holds of every map. */
interface MapLaw {
    /** Throws unless it holds of {@code map}, which has these entries. */
    <K, V> void hold(MapSubject<K, V> subject, PMap<K, V> map, Map<K, V> entries);
}
