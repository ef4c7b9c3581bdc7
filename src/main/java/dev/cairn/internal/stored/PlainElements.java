package dev.cairn.internal.stored;

import dev.cairn.internal.slot.CodecParts;
import dev.cairn.internal.slot.Descriptor;
import java.util.Set;

/** Tells the codecs for which all bytes of a slot are an element: those of numbers, and of records of numbers. */
public final class PlainElements {
    private static final Set<String> NUMBERS = Set.of("byte", "short", "char", "int", "long", "float", "double");

    private PlainElements() {}

    /**
     * Throws unless all bytes of a slot of {@code codec} are an element.
     *
     * @throws IllegalArgumentException if they are not
     */
    public static void require(Object codec) {
        if (!isPlain(CodecParts.describe(codec))) {
            throw new IllegalArgumentException("elements of " + codec
                    + " can't be filled from outside: only numbers, and records of numbers, have no bytes that are no element."
                    + " Append them instead");
        }
    }

    private static boolean isPlain(Descriptor type) {
        return NUMBERS.contains(type.word())
                || (type.word().equals(Descriptor.RECORD)
                        && type.parts().stream().allMatch(part -> part.type() != null && isPlain(part.type())));
    }
}
