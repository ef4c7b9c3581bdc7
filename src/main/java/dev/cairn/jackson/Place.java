package dev.cairn.jackson;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ReadableObjectId.Referring;
import tools.jackson.databind.deser.UnresolvedForwardReference;

/** Stands for an element of which only the object id was read. The object comes later in the input. */
final class Place extends Referring {
    private @Nullable Pending pending;
    private @Nullable Object object;

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
        object = value;
        if (pending != null) {
            pending.arrived(context);
        }
    }

    @Override
    public void handleItemRebind(Object before, Object after) {
        throw new IllegalStateException("an object of " + before.getClass().getName()
                + " was put into a collection, which does not change, before it was built");
    }
}
