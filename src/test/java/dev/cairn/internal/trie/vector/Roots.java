package dev.cairn.internal.trie.vector;

import dev.cairn.Fields;
import java.util.List;

/** The references that bases and builders own. */
public final class Roots {
    private Roots() {}

    public static List<Integer> ofBase(Object base) {
        VectorBase b = (VectorBase) base;
        return List.of(b.root, b.tail.reference);
    }

    public static List<Integer> ofBuilder(Object builder) {
        VectorEdit edit = (VectorEdit) Fields.of(builder, "edit");
        return List.of(edit.root(), (Integer) Fields.of(builder, "tail"));
    }

    /** How many levels of inner nodes stand above the leaves. */
    public static int height(Object base) {
        return ((VectorBase) base).height;
    }
}
