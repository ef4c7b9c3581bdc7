package dev.cairn.laws;

import dev.cairn.Version;
import dev.cairn.program.Subject;
import java.util.List;

/** Something that holds of every vector. */
interface Law {
    /** Throws unless it holds of {@code vector}, which has these elements. */
    <V extends Version, E> void hold(Subject<V, E> subject, V vector, List<E> elements);
}
