package dev.cairn;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link LayoutValues} is to read of versions: asked of the library. */
final class LayoutExpected {
    private LayoutExpected() {}

    static Object of(Version version) {
        return switch (version) {
            case PVector<?> vector -> list(vector.asList());
            case LongVector vector -> list(vector.asList());
            case IntVector vector -> list(vector.asList());
            case DoubleVector vector -> list(vector.asList());
            case PSet<?> set -> {
                Set<@Nullable Object> plain = new LinkedHashSet<>();
                set.asSet().forEach(element -> plain.add(plain(element)));
                yield plain;
            }
            case PMap<?, ?> map -> {
                Map<@Nullable Object, @Nullable Object> plain = new LinkedHashMap<>();
                map.asMap().forEach((key, value) -> plain.put(plain(key), plain(value)));
                yield plain;
            }
            case LongLongMap map -> of(map.toPMap());
            case LongMap<?> map -> of(map.toPMap());
            case Blob blob -> ByteBuffer.wrap(bits(blob));
        };
    }

    private static List<@Nullable Object> list(List<?> elements) {
        List<@Nullable Object> plain = new ArrayList<>();
        elements.forEach(element -> plain.add(plain(element)));
        return plain;
    }

    private static byte[] bits(Blob blob) {
        byte[] bits = new byte[(int) ((blob.length() + 7) / 8)];
        for (long i = 0; i < blob.length(); i++) {
            bits[(int) (i / 8)] |= (byte) ((blob.getBit(i) ? 1 : 0) << (7 - i % 8));
        }
        return bits;
    }

    /** An element as the reader has it. */
    static @Nullable Object plain(@Nullable Object element) {
        return switch (element) {
            case null -> null;
            case Version inner -> of(inner);
            case byte[] bytes -> ByteBuffer.wrap(bytes);
            default -> element;
        };
    }
}
