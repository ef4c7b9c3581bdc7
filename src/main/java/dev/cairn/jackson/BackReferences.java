package dev.cairn.jackson;

import dev.cairn.PMap;
import dev.cairn.PSet;
import dev.cairn.PVector;
import dev.cairn.codec.Codec;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.BeanDeserializerBuilder;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueDeserializerModifier;

/** A property with a managed reference whose type is a collection. Setting it sets the back reference of each element. */
final class BackReferences extends SettableBeanProperty.Delegating {
    private final String name;

    private BackReferences(SettableBeanProperty property, String name) {
        super(property);
        this.name = name;
    }

    /** Replaces Jackson's property, which knows the collections of the JDK only. */
    static final class Modifier extends ValueDeserializerModifier {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public BeanDeserializerBuilder updateBuilder(
                DeserializationConfig config, BeanDescription.Supplier description, BeanDeserializerBuilder builder) {
            List<SettableBeanProperty> all = new ArrayList<>();
            builder.getProperties().forEachRemaining(all::add);
            for (SettableBeanProperty property : all) {
                String reference = property.getManagedReferenceName();
                if (reference != null
                        && !property.isCreatorProperty()
                        && ContainerTypes.isContainer(property.getType())) {
                    builder.addOrReplaceProperty(new BackReferences(property, reference), true);
                }
            }
            return builder;
        }
    }

    @Override
    protected SettableBeanProperty withDelegate(SettableBeanProperty property) {
        return new BackReferences(property, name);
    }

    /** Null, since Jackson need not do anything for this property. */
    @Override
    public @Nullable String getManagedReferenceName() {
        return null;
    }

    @Override
    public void deserializeAndSet(JsonParser parser, DeserializationContext context, Object instance) {
        set(context, instance, delegate.deserialize(parser, context));
    }

    @Override
    public Object deserializeSetAndReturn(JsonParser parser, DeserializationContext context, Object instance) {
        return setAndReturn(context, instance, delegate.deserialize(parser, context));
    }

    @Override
    public void set(DeserializationContext context, Object instance, @Nullable Object value) {
        setBack(context, instance, value);
        delegate.set(context, instance, value);
    }

    @Override
    public Object setAndReturn(DeserializationContext context, Object instance, @Nullable Object value) {
        setBack(context, instance, value);
        return delegate.setAndReturn(context, instance, value);
    }

    private void setBack(DeserializationContext context, Object instance, @Nullable Object value) {
        if (value == null) {
            return;
        }
        SettableBeanProperty back = delegate.getValueDeserializer().findBackReference(name);
        if (back == null) {
            throw DatabindException.from(context, "no back reference '" + name + "' for " + delegate.getType());
        }
        if (!codec(value).equals(Codec.object())) {
            throw DatabindException.from(
                    context,
                    "elements kept by " + codec(value) + " are copies, and have no back reference '" + name
                            + "'; Codec.object() keeps the objects themselves");
        }
        for (Object element : elements(value)) {
            if (element != null) {
                back.set(context, element, instance);
            }
        }
    }

    private static Codec<?> codec(Object value) {
        return switch (value) {
            case PVector<?> vector -> vector.codec();
            case PSet<?> set -> set.codec();
            case PMap<?, ?> map -> map.valueCodec();
            default -> throw new IllegalStateException(value.getClass().getName());
        };
    }

    private static Collection<?> elements(Object value) {
        return switch (value) {
            case PVector<?> vector -> vector.asList();
            case PSet<?> set -> set.asSet();
            case PMap<?, ?> map -> map.values();
            default -> throw new IllegalStateException(value.getClass().getName());
        };
    }
}
