package dev.cairn.message;

import dev.cairn.Blob;
import dev.cairn.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of a value that may be of any class: with a tag, where the formats have no type for that class alone. */
final class AnyForm implements Form {
    static final AnyForm ANY = new AnyForm();

    private AnyForm() {}

    @Override
    public void write(FormatWriter out, @Nullable Object value) {
        switch (value) {
            case null -> out.putNull();
            case Boolean b -> out.putBoolean(b);
            case String text -> Texts.TEXT.write(out, text);
            case Long l -> Numbers.LONG.write(out, l);
            case Double d -> Numbers.DOUBLE.write(out, d);
            case List<?> list -> Elements.write(out, list, list.size(), this);
            case Map<?, ?> map -> MapForm.writeAny(out, map);
            case Version stone when out.refer(stone) -> {}
            case Blob blob -> BlobForm.BLOB.write(out, blob);
            default -> Tag.writeTagged(out, value);
        }
    }

    @Override
    public @Nullable Object read(FormatReader in, FormatType type) {
        return switch (type) {
            case NULL -> null;
            case BOOLEAN -> in.bool();
            case INTEGER -> in.integer();
            case FLOATING -> in.floating();
            case TEXT -> in.text();
            case BLOB -> BlobForm.BLOB.read(in, type);
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                Elements.read(in, type, this, list::add);
                yield Collections.unmodifiableList(list);
            }
            case RECORD -> readRecord(in);
            case COLLECTION -> in.stone();
        };
    }

    private static @Nullable Object readRecord(FormatReader in) {
        if (in.size() != 1) {
            return MapForm.readMap(in, FormatType.RECORD);
        }
        in.begin();
        String key = in.key();
        Object value = Tag.isTag(key) ? Tag.read(in, key) : MapForm.of(key, ANY.read(in));
        in.end();
        return value;
    }
}
