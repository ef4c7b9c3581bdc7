package dev.cairn;

import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.CodecParts;
import dev.cairn.laws.Kinds;
import java.util.List;
import java.util.stream.IntStream;

/** Prints the descriptors of all codecs, three deep. */
final class Descriptors {
    private static final int DEPTH = 3;

    private Descriptors() {}

    /** All codecs, of leaves and in each other. */
    static List<Codec<?>> codecs() {
        return IntStream.range(0, DEPTH)
                .boxed()
                .<Codec<?>>flatMap(depth -> Kinds.ofDepth(depth).stream().map(Kinds.Kind::codec))
                .toList();
    }

    static String all() {
        return String.join(
                "\n",
                codecs().stream()
                        .map(codec -> CodecParts.describe(codec).toString())
                        .toList());
    }

    @SuppressWarnings("SystemOut") // the parent reads it
    public static void main(String[] args) {
        System.out.print(all());
    }
}
