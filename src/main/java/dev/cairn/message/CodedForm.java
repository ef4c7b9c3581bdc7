package dev.cairn.message;

import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.codec.Codec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A collection after its codecs. */
record CodedForm(String kind, int codecs) implements Form {
    @Override
    public void write(FormatWriter out, @Nullable Object value) {
        List<Codec<?>> parts = codecs(value);
        out.beginArray(codecs + 1);
        for (Codec<?> part : parts) {
            CodecForms.write(out, part);
        }
        CodecForms.collection(kind, parts).write(out, value);
        out.end();
    }

    private static List<Codec<?>> codecs(@Nullable Object collection) {
        return switch (collection) {
            case PVector<?> vector -> List.of(vector.codec());
            case PSet<?> set -> List.of(set.codec());
            case PMap<?, ?> map -> List.of(map.keyCodec(), map.valueCodec());
            case null, default -> throw new IllegalArgumentException("no collection with codecs: " + collection);
        };
    }

    @Override
    public @Nullable Object read(FormatReader in, FormatType next) {
        in.begin(next, codecs + 1);
        List<Codec<?>> parts = new ArrayList<>();
        for (int i = 0; i < codecs; i++) {
            parts.add(CodecForms.read(in));
        }
        Object value = CodecForms.collection(kind, parts).read(in);
        in.end();
        return value;
    }
}
