package dev.cairn.internal.trie.vector;

import dev.cairn.Fields;
import dev.cairn.internal.life.Token;
import java.util.List;

/** The references that bases and builders own. */
public final class Roots {
    private Roots() {}

    public static List<Integer> ofBase(Object base) {
        VectorBase b = (VectorBase) base;
        return List.of(b.root, b.tail.reference);
    }

    public static List<Integer> ofBuilder(Object builder) {
        RadixEdit edit = (RadixEdit) Fields.of(builder, "edit");
        Token kept = (Token) Fields.of(builder, "kept");
        return List.of(edit.root(), (Integer) Fields.of(builder, "tail"), kept == null ? 0 : kept.first());
    }

    /** How many levels of inner nodes stand above the leaves. */
    public static int height(Object base) {
        return ((VectorBase) base).height;
    }
}
