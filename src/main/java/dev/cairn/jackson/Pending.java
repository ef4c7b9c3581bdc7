package dev.cairn.jackson;

import com.fasterxml.jackson.annotation.ObjectIdGenerator.IdKey;
import com.fasterxml.jackson.annotation.SimpleObjectIdResolver;
import dev.cairn.codec.Codec;
import dev.cairn.codec.CodecException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ReadableObjectId;
import tools.jackson.databind.deser.UnresolvedForwardReference;

/**
 * What a collection that is being read waits for: objects whose ids it has and that come later in the input. Its elements
 * from the first of these on are kept on the heap. When all have come, the collection is built and given to its reader.
 */
final class Pending {
    private final Supplier<Object> build;
    private final Class<?> element;
    private final @Nullable Codec<?> copying;
    private final List<@Nullable Object> elements = new ArrayList<>(0);
    private int missing;
    private @Nullable ReadableObjectId collection;

    /** {@code build} builds the collection of objects of {@code element}; {@code copying} is its codec if that copies objects. */
    Pending(Supplier<Object> build, Class<?> element, @Nullable Codec<?> copying) {
        this.element = element;
        this.build = build;
        this.copying = copying;
    }

    /** Whether {@code value} has to be kept: it is a place, or stands after one. */
    boolean keeps(@Nullable Object value) {
        return value instanceof Place || !elements.isEmpty();
    }

    /** Keeps {@code element}, which is {@code value} or an entry with it. */
    void keep(@Nullable Object element, @Nullable Object value) {
        if (value instanceof Place place) {
            checkAllowed();
            place.awaitedBy(this);
            missing++;
        }
        elements.add(element);
    }

    private void checkAllowed() {
        if (copying != null) {
            throw new CodecException(
                    copying.toString(),
                    "an object whose id came before it is put into the collection when it is not read to its end, and"
                            + " this codec would copy it as it is then; Codec.object() keeps the object itself");
        }
    }

    boolean isComplete() {
        return missing == 0;
    }

    /** Whether {@code object} is what can be put in. A builder in its place, which was bound to the id first, is not. */
    boolean accepts(Object object) {
        return element.isInstance(object);
    }

    /** An object came. */
    void arrived(DeserializationContext context) {
        missing--;
        if (missing == 0 && collection != null) {
            collection.bindItem(context, build.get());
        }
    }

    /** All that was kept. It is kept no longer. */
    List<@Nullable Object> taken() {
        List<@Nullable Object> all = new ArrayList<>(elements);
        elements.clear();
        return all;
    }

    /**
     * What a reader throws instead of the collection: a reference to an object that comes later. Jackson's readers of
     * properties and containers catch that, and get the collection when it is built.
     */
    UnresolvedForwardReference reference(JsonParser parser, Class<?> type) {
        collection = new ReadableObjectId(new IdKey(type, null, this));
        collection.setResolver(new SimpleObjectIdResolver());
        return new UnresolvedForwardReference(
                parser,
                missing + " elements of a " + type.getSimpleName() + " are ids of objects that come later. It does not"
                        + " change once it is made, so what takes it must be able to wait: a field or a setter, not a"
                        + " creator, a constructor or the root",
                parser.currentLocation(),
                collection);
    }
}
