package dev.cairn.message;

import dev.cairn.PMap;
import dev.cairn.codec.Codec;
import dev.cairn.internal.slot.SlotCodec;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Maps of a store with their codecs: records if all keys are texts, else arrays of keys and values in turn. */
record StoreMapForm<K extends @Nullable Object, V extends @Nullable Object>(Codec<K> keys, Codec<V> values)
        implements Form {
    @Override
    public void write(FormatWriter out, @Nullable Object value) {
        PMap<?, ?> map = (PMap<?, ?>) Objects.requireNonNull(value);
        Form keyForm = CodecForms.elements(keys);
        Form valueForm = CodecForms.elements(values);
        if (keyForm.equals(Texts.TEXT) && areTexts(out, map)) {
            out.beginRecord(map.size());
        } else {
            out.beginArray(2L * map.size());
        }
        for (Map.Entry<?, ?> entry : map) {
            keyForm.write(out, entry.getKey());
            valueForm.write(out, entry.getValue());
        }
        out.end();
    }

    private static boolean areTexts(FormatWriter out, PMap<?, ?> map) {
        for (Object key : map.keys()) {
            if (!out.isText((String) key)) {
                return false;
            }
        }
        return true;
    }

    @Override
    @SuppressWarnings("unchecked") // the forms of what the codecs keep read only that
    public Object read(FormatReader in, FormatType next) {
        long count = next == FormatType.ARRAY ? in.size() / 2 : in.size();
        Elements.requireShape(
                in, SlotCodec.of(keys).shape().and(SlotCodec.of(values).shape()));
        PMap.Builder<K, V> builder = PMap.builder(in.options().store(), keys, values);
        Elements.readEntries(
                in,
                next,
                CodecForms.elements(keys),
                CodecForms.elements(values),
                key -> false,
                (key, value) -> builder.put((K) key, (V) value));
        PMap<K, V> map = builder.build();
        if (map.size() != count) {
            throw in.fault(count + " entries of a map, of which " + map.size() + " have other keys");
        }
        return map;
    }
}
