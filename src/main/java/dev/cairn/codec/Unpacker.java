package dev.cairn.codec;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes values of the bytes that a {@link Packer} made of them. */
final class Unpacker {
    private final PackReader in;
    private final Parts parts;
    private int next;

    /** What stands beside the bytes. */
    interface Parts {
        /** The object that is the part {@code index}. */
        Object object(int index);

        /** The collection that is the part {@code index}, of this kind. */
        Object stone(int index, int kind);
    }

    Unpacker(byte[] bytes, Parts parts) {
        this.in = new PackReader(bytes);
        this.parts = parts;
    }

    private @Nullable Object get() {
        byte tag = in.getByte();
        return tag == Tags.NULL ? null : body(tag);
    }

    /** What has this tag and the bytes that are next. */
    Object body(byte tag) {
        return switch (tag) {
            case Tags.DOUBLE -> Double.longBitsToDouble(in.getWord());
            case Tags.TEXT -> in.getText();
            case Tags.ENUM -> KnownClass.of(count()).constant(count());
            case Tags.RECORD -> record(KnownClass.of(count()));
            case Tags.LIST -> List.of(elements());
            case Tags.LIST_WITH_NULLS -> Stream.of(elements()).toList();
            case Tags.SET -> Set.of(elements());
            case Tags.MAP -> map();
            case Tags.ENTRY -> Map.entry(some(), some());
            case Tags.OPTIONAL -> Optional.ofNullable(get());
            case Tags.LINK -> URI.create(in.getText());
            case Tags.OBJECT -> parts.object(next++);
            case Tags.STONE -> parts.stone(next++, count());
            default -> tag < Tags.TEXT ? Simple.value(tag, in.getNumber()) : Plain.read(tag, in);
        };
    }

    private int count() {
        return (int) in.getCount();
    }

    /** A value where there is no null. */
    private Object some() {
        return body(in.getByte());
    }

    private Record record(KnownClass known) {
        @Nullable Object[] components = new @Nullable Object[known.components()];
        Arrays.setAll(components, _ -> get());
        return known.make(components);
    }

    @SuppressWarnings("NullAway") // List.of and Set.of refuse null, and there is none in what is for them
    private Object[] elements() {
        Object[] elements = new Object[count()];
        Arrays.setAll(elements, _ -> get());
        return elements;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Object map() {
        Map.Entry[] entries = new Map.Entry[count()];
        Arrays.setAll(entries, _ -> Map.entry(some(), some()));
        return Map.ofEntries(entries);
    }
}
