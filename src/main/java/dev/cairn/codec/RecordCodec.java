package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Stripe;
import dev.cairn.internal.node.Shape;
import dev.cairn.internal.record.RecordAccess;
import dev.cairn.internal.slot.CodecParts;
import dev.cairn.internal.slot.Descriptor;
import dev.cairn.internal.slot.SlotCodec;
import dev.cairn.internal.slot.StreamCodec;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps records as the slots of their components, one after another. */
@SuppressWarnings("serial") // as BuiltInCodec
abstract class RecordCodec<R extends Record> extends BuiltInCodec<R> {
    static final String NAME = "Codec.record";

    private final Class<R> type;
    private final RecordAccess<R> access;
    private final SlotCodec<@Nullable Object>[] components;
    private final int[] offsets;
    private final boolean comparesByUserCode;
    private final boolean isNatural;
    private final int hashCode;

    /** The codec of {@code type} with these codecs for its components. {@link SlotCodec#of} takes each of them. */
    RecordCodec(Class<R> type, List<?> codecs) {
        this(type, slots(type, codecs));
    }

    private RecordCodec(Class<R> type, SlotCodec<@Nullable Object>[] components) {
        super(name(type), type, shape(name(type), components));
        this.type = type;
        this.access = new RecordAccess<>(type, components(type), this::failure);
        this.components = components;
        this.offsets = offsets(components);
        this.hashCode = 31 * type.hashCode() + Arrays.hashCode(components);
        this.isNatural = Arrays.stream(components).allMatch(SlotCodec::isNatural);
        this.comparesByUserCode = Arrays.stream(components).anyMatch(SlotCodec::comparesByUserCode);
    }

    private CodecException failure(String problem, Throwable cause) {
        return cause instanceof CodecException known ? known : new CodecException(toString(), problem, cause);
    }

    private static String name(Class<?> type) {
        return NAME + "(" + type.getName() + ")";
    }

    private static SlotCodec<@Nullable Object>[] slots(Class<?> type, List<?> codecs) {
        int expected = components(type).length;
        if (codecs.size() != expected) {
            throw new CodecException(name(type), codecs.size() + " codecs for " + expected + " components");
        }
        @SuppressWarnings({"unchecked", "rawtypes"})
        SlotCodec<@Nullable Object>[] slots = new SlotCodec[expected];
        for (int i = 0; i < expected; i++) {
            slots[i] = SlotCodec.of(codecs.get(i));
        }
        return slots;
    }

    /** The components of {@code type}. */
    static RecordComponent[] components(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new CodecException(name(type), "not the class of a record");
        }
        return components;
    }

    private static int[] offsets(SlotCodec<@Nullable Object>[] components) {
        int[] offsets = new int[components.length];
        for (int i = 1; i < offsets.length; i++) {
            offsets[i] = offsets[i - 1] + components[i - 1].shape().width();
        }
        return offsets;
    }

    /** A record without components takes one byte. */
    private static Shape shape(String name, SlotCodec<@Nullable Object>[] components) {
        List<Shape> shapes = Arrays.stream(components).map(SlotCodec::shape).toList();
        int width = shapes.stream().mapToInt(Shape::width).sum();
        int references = shapes.stream().mapToInt(Shape::references).sum();
        if (width > Shape.WIDTH_MAX || references > Shape.REFERENCES_MAX) {
            throw new CodecException(
                    name,
                    width + " bytes with " + references + " references; at most " + Shape.WIDTH_MAX + " and "
                            + Shape.REFERENCES_MAX + "; Codec.standard() keeps it in a block of its own");
        }
        return together(shapes);
    }

    /** The shape of slots of {@code shapes} one after another. Throws an IllegalArgumentException if it would be too large. */
    static Shape together(List<Shape> shapes) {
        int width = 0;
        int[] references = new int[0];
        for (Shape shape : shapes) {
            int known = references.length;
            references = Arrays.copyOf(references, known + shape.references());
            for (int r = 0; r < shape.references(); r++) {
                references[known + r] = width + shape.referenceOffset(r);
            }
            width += shape.width();
        }
        return new Shape(Math.max(1, width), references);
    }

    @Override
    Object keep(R value) {
        return prepareAll(value, SlotCodec::prepare);
    }

    @Override
    Object keepKey(R value) {
        return prepareAll(value, SlotCodec::prepareKey);
    }

    private Object[] prepareAll(
            R value, BiFunction<SlotCodec<@Nullable Object>, @Nullable Object, Object> preparation) {
        Object[] prepared = new Object[components.length];
        for (int i = 0; i < prepared.length; i++) {
            @Nullable Object component = access.get(value, i);
            try {
                prepared[i] = preparation.apply(components[i], component);
            } catch (NullPointerException e) {
                throw new NullPointerException(
                        this + ", component " + access.name(i) + ": " + e.getMessage() + remedy(component));
            }
        }
        return prepared;
    }

    private static String remedy(@Nullable Object component) {
        return component == null ? "; Codec.standard() has, for this component or for the whole record" : "";
    }

    @Override
    public boolean isPortable() {
        return Arrays.stream(components).allMatch(SlotCodec::isPortable);
    }

    @Override
    public boolean mayBePortable() {
        return Arrays.stream(components).allMatch(SlotCodec::mayBePortable);
    }

    @Override
    public boolean isPortable(R value) {
        for (int i = 0; i < components.length; i++) {
            if (!components[i].isPortable(access.get(value, i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean comparesByUserCode(Object prepared) {
        Object[] parts = (Object[]) prepared;
        for (int i = 0; i < parts.length; i++) {
            if (components[i].comparesByUserCode(parts[i])) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void enter(Core core) {
        for (SlotCodec<@Nullable Object> component : components) {
            component.enter(core);
        }
    }

    @Override
    public void check(Core core, Object prepared) {
        Object[] parts = (Object[]) prepared;
        for (int i = 0; i < parts.length; i++) {
            components[i].check(core, parts[i]);
        }
    }

    @Override
    public Object move(Object prepared, UnaryOperator<Object> move) {
        Object[] parts = ((Object[]) prepared).clone();
        for (int i = 0; i < parts.length; i++) {
            parts[i] = components[i].move(parts[i], move);
        }
        return parts;
    }

    @Override
    public R restore(Object prepared) {
        Object[] parts = (Object[]) prepared;
        @Nullable Object[] values = new @Nullable Object[parts.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = components[i].restore(parts[i]);
        }
        return access.make(values);
    }

    @Override
    public R load(Core core, long at) {
        @Nullable Object[] values = new @Nullable Object[components.length];
        try (var _ = core.hold()) {
            for (int i = 0; i < values.length; i++) {
                values[i] = components[i].load(core, at + offsets[i]);
            }
        }
        return access.make(values);
    }

    @Override
    public boolean bears(Object prepared) {
        Object[] parts = (Object[]) prepared;
        for (int i = 0; i < parts.length; i++) {
            if (components[i].bears(parts[i])) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean mayLeadBack() {
        return Arrays.stream(components).anyMatch(SlotCodec::mayLeadBack);
    }

    @Override
    public boolean isSame(Object prepared, Object other) {
        Object[] a = (Object[]) prepared;
        Object[] b = (Object[]) other;
        for (int i = 0; i < a.length; i++) {
            if (!components[i].isSame(a[i], b[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void save(Core core, Stripe stripe, long at, Object prepared) {
        Object[] parts = (Object[]) prepared;
        for (int i = 0; i < parts.length; i++) {
            components[i].save(core, stripe, at + offsets[i], parts[i]);
        }
    }

    /** {@link Record#equals} demands that a record made of the components of another is equal to it. */
    @Override
    public boolean isNatural() {
        return isNatural;
    }

    @Override
    public boolean comparesByUserCode() {
        return comparesByUserCode;
    }

    /** The hash of each component is the seed for the next. The last hash counts. */
    @Override
    public long hash(Object prepared, long seed) {
        Object[] parts = (Object[]) prepared;
        long hash = seed;
        for (int i = 0; i < parts.length; i++) {
            hash = components[i].hash(parts[i], hash);
        }
        return hash;
    }

    @Override
    public long hashAt(Core core, long at, long seed) {
        long hash = seed;
        for (int i = 0; i < components.length; i++) {
            hash = components[i].hashAt(core, at + offsets[i], hash);
        }
        return hash;
    }

    @Override
    public boolean isAt(Core core, long at, Object prepared) {
        Object[] parts = (Object[]) prepared;
        for (int i = 0; i < parts.length; i++) {
            if (!components[i].isAt(core, at + offsets[i], parts[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isSame(Core core, long a, long b) {
        for (int i = 0; i < components.length; i++) {
            if (!components[i].isSame(core, a + offsets[i], b + offsets[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String kind() {
        return NAME;
    }

    @Override
    public List<?> parts() {
        List<Object> parts = new ArrayList<>(List.of(type));
        parts.addAll(Arrays.asList(components));
        return parts;
    }

    @Override
    public Descriptor descriptor() {
        List<Descriptor.Part> parts = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            parts.add(new Descriptor.Part(access.name(i), CodecParts.describe(components[i])));
        }
        return Descriptor.of(Descriptor.RECORD, type.getName(), parts);
    }

    /** A record without components takes one byte: a stream must not have more elements than bytes. */
    @Override
    public void write(R value, ObjectOutputStream out) throws IOException {
        if (components.length == 0) {
            out.writeByte(0);
        }
        for (int i = 0; i < components.length; i++) {
            StreamCodec.<@Nullable Object>of(components[i]).write(access.get(value, i), out);
        }
    }

    @Override
    public R read(ObjectInputStream in) throws IOException, ClassNotFoundException {
        if (components.length == 0 && in.readByte() != 0) {
            throw new InvalidObjectException("no " + this);
        }
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = StreamCodec.<@Nullable Object>of(components[i]).read(in);
        }
        return access.make(values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof RecordCodec<?> that
                        && hashCode == that.hashCode
                        && type.equals(that.type)
                        && Arrays.equals(components, that.components));
    }

    @Override
    public int hashCode() {
        return hashCode;
    }
}
