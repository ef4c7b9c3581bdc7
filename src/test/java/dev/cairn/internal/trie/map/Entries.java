package dev.cairn.internal.trie.map;

import dev.cairn.codec.Codec;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.slot.SlotCodec;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Keys and values to test with, made of small numbers; other numbers make others. */
@SuppressWarnings("ImmutableEnumChecker") // codecs hold no state
enum Entries {
    LONGS(SlotCodec.of(Codec.LONG), SlotCodec.of(Codec.LONG), i -> (long) i, i -> (long) i),
    SET_OF_BYTES(SlotCodec.of(Codec.BYTE), null, i -> (byte) i, i -> ""),
    INTS_TO_CHARS(SlotCodec.of(Codec.INT), SlotCodec.of(Codec.CHAR), i -> i, i -> (char) i),
    BYTES_TO_STRINGS(SlotCodec.of(Codec.BYTE), SlotCodec.of(Codec.STRING), i -> (byte) i, Entries::text),
    STRINGS(SlotCodec.of(Codec.STRING), SlotCodec.of(Codec.STRING), Entries::text, Entries::text),
    SET_OF_STRINGS(SlotCodec.of(Codec.STRING), null, Entries::text, i -> ""),
    OBJECTS(SlotCodec.of(Codec.object()), SlotCodec.of(Codec.object()), i -> i == 0 ? null : i, i -> i),
    ALL_ALIKE(longs(k -> 42), SlotCodec.of(Codec.LONG), i -> (long) i, i -> (long) i),
    LAST_BITS_DIFFER(longs(k -> k), SlotCodec.of(Codec.STRING), i -> (long) i, Entries::text),
    ONE_BIT_DIFFERS(longs(k -> 1L << k), SlotCodec.of(Codec.LONG), i -> (long) i, i -> (long) i),
    SOME_ALIKE(longs(k -> k % 3 * 0x4000_0000_0000_0001L), SlotCodec.of(Codec.LONG), i -> (long) i, i -> (long) i),
    SOME_TEXTS_ALIKE(
            ChosenHash.of(Codec.STRING, s -> s.length() % 7 / 2 * 2L),
            SlotCodec.of(Codec.STRING),
            Entries::text,
            Entries::text);

    private final SlotCodec<Object> keys;
    private final @Nullable SlotCodec<Object> values;
    private final IntFunction<@Nullable Object> key;
    private final IntFunction<Object> value;

    @SuppressWarnings("unchecked")
    Entries(
            SlotCodec<?> keys,
            @Nullable SlotCodec<?> values,
            IntFunction<@Nullable Object> key,
            IntFunction<Object> value) {
        this.keys = (SlotCodec<Object>) keys;
        this.values = (SlotCodec<Object>) values;
        this.key = key;
        this.value = value;
    }

    private static SlotCodec<Long> longs(ToLongFunction<Long> hash) {
        return ChosenHash.of(Codec.LONG, hash);
    }

    /** Every other text is too long for its slot. */
    private static String text(int i) {
        return "t" + i + "-".repeat(i % 2 * 20 + i % 5);
    }

    MapType type(Core core) {
        return MapType.of(core, keys, values);
    }

    @Nullable
    Object key(int i) {
        return key.apply(i);
    }

    /** The values of a set are all equal. */
    Object value(int i) {
        return value.apply(i);
    }

    Object preparedKey(int i) {
        return keys.prepare(key(i));
    }

    @Nullable
    Object loadKey(Core core, long entry) {
        return keys.load(core, entry);
    }

    Object loadValue(MapType type, long entry) {
        return values == null ? "" : values.load(type.core(), entry + type.valueOffset);
    }

    void put(EditBatch edits, int key, int value) {
        Object prepared = preparedKey(key);
        Object preparedValue = values == null ? null : values.prepare(value(value));
        edits.put(edits.type.hash(prepared), prepared, preparedValue);
    }

    void remove(EditBatch edits, int key) {
        Object prepared = preparedKey(key);
        edits.remove(edits.type.hash(prepared), prepared);
    }
}
