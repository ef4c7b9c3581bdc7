package dev.cairn.jackson;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ReadableObjectId.Referring;
import tools.jackson.databind.deser.UnresolvedForwardReference;

/** Stands for an element of which only the object id was read. The object comes later in the input. */
final class Place extends Referring {
    private @Nullable Pending pending;
    private @Nullable Object object;
    private @Nullable DeserializationContext unbuilt;

    private Place(UnresolvedForwardReference reference) {
        super(reference, Object.class);
    }

    /** A place for the object that {@code reference} names. */
    static Place of(UnresolvedForwardReference reference) {
        Place place = new Place(reference);
        reference.getRoid().appendReferring(place);
        return place;
    }

    /** {@code element}, or if that is a place, the object that came. */
    static @Nullable Object resolved(@Nullable Object element) {
        return element instanceof Place place ? place.object : element;
    }

    /** Says which collection waits for it. */
    void awaitedBy(Pending waiting) {
        pending = waiting;
    }

    @Override
    public void handleResolvedForwardReference(DeserializationContext context, Object id, Object value) {
        if (pending == null) {
            throw new IllegalStateException("no collection waits for " + value);
        }
        if (pending.accepts(value)) {
            object = value;
            pending.arrived(context);
        } else {
            unbuilt = context;
        }
    }

    /** Comes when a builder has built the object that it stood for. */
    @Override
    public void handleItemRebind(Object before, Object after) {
        if (pending == null || unbuilt == null) {
            throw new IllegalStateException(before + " was put into a collection before it became " + after);
        }
        object = after;
        pending.arrived(unbuilt);
    }
}
