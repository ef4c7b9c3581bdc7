package dev.cairn.codec;

import dev.cairn.codec.PreparedValue.Packed;
import dev.cairn.internal.letter.LetterBridge;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns values that nobody can change into bytes, if the bytes can be read as an equal value of the same class. */
final class Packer {
    /*
     * Layout
     *   value:   tag | the bytes that the tag needs; for some tags these are values again
     *   record:  number of its class | its components in order
     *   list, set, map: count | elements, or keys and values
     *   object:  nothing, since it is a part
     *   collection: the number of its kind; it is a part, too
     *
     * The tag of the outermost value stands in the slot, not here. A value without exact bytes is a part. So is an array in a value, since
     * equals of that value asks whether the array is the same object.
     */

    /** The depth of nested values. Deeper values are parts. */
    private static final int DEPTH_MAX = 50;

    /** About so many values are packed together, and more values are parts. So the time to read an element has a bound. */
    private static final int VALUES_MAX = 1024;

    /** Longer text is a part. */
    private static final int TEXT_MAX = 1 << 20;

    private static final Class<?> ONE_OR_TWO = List.of(1).getClass();
    private static final Class<?> MANY = List.of(1, 2, 3).getClass();
    private static final Class<?> SMALL_SET = Set.of(1).getClass();
    private static final Class<?> LARGE_SET = Set.of(1, 2, 3).getClass();
    private static final Class<?> SMALL_MAP = Map.of(1, 1).getClass();
    private static final Class<?> LARGE_MAP = Map.of(1, 1, 2, 2).getClass();
    private static final Class<?> ENTRY = Map.entry(1, 1).getClass();

    private final PackWriter out = new PackWriter();
    private final List<PreparedValue> parts = new ArrayList<>(0);
    private int values;

    private Packer() {}

    /** Prepares {@code value}; null if only the object itself is exact. */
    static @Nullable Packed pack(Object value) {
        byte tag = tag(value);
        Packer packer = new Packer();
        if (tag == Tags.OBJECT || tag == Tags.COLLECTION || !packer.putBody(tag, value, 0)) {
            return null;
        }
        boolean hasParts = !packer.parts.isEmpty();
        return Packed.of(
                value,
                hasParts ? (byte) (tag | Tags.WITH_PARTS) : tag,
                packer.out.bytes(),
                packer.parts.toArray(PreparedValue[]::new));
    }

    private static byte tag(Object value) {
        Class<?> type = value.getClass();
        if (value instanceof Record) {
            return NumberedClass.of(type) == null ? Tags.OBJECT : Tags.RECORD;
        }
        if (value instanceof Enum<?> constant) {
            return NumberedClass.of(constant.getDeclaringClass()) == null ? Tags.OBJECT : Tags.ENUM;
        }
        if (type == ONE_OR_TWO || type == MANY) {
            return isWithoutNulls((List<?>) value) ? Tags.LIST : Tags.LIST_WITH_NULLS;
        }
        if (type == SMALL_SET || type == LARGE_SET) {
            return Tags.SET;
        }
        if (type == SMALL_MAP || type == LARGE_MAP) {
            return Tags.MAP;
        }
        return type == ENTRY
                ? Tags.ENTRY
                : switch (value) {
                    case Optional<?> _ -> Tags.OPTIONAL;
                    case URI _ -> Tags.LINK;
                    default -> LetterBridge.ofStone(value) == null ? Tags.OBJECT : Tags.COLLECTION;
                };
    }

    /** Whether {@code list}, of one of the two classes, is one of List.of, and not one of a stream that may have nulls. */
    @SuppressWarnings("ReferenceEquality") // such a list is its own copy
    private static boolean isWithoutNulls(List<?> list) {
        if (list.size() > VALUES_MAX) {
            return false; // it will not be packed
        }
        for (Object element : list) {
            if (element == null) {
                return false;
            }
        }
        return List.copyOf(list) == list;
    }

    private void put(@Nullable Object value, int depth) {
        if (value == null) {
            out.putByte(Tags.NULL);
            return;
        }
        values++;
        byte simple = Boxes.tag(value);
        if (simple != Tags.NULL) {
            out.putByte(simple);
            putSimple(simple, Boxes.bits(value));
        } else if (value instanceof String text && text.length() <= TEXT_MAX) {
            out.putByte(Tags.TEXT);
            out.putText(text);
        } else {
            byte plain = JdkValues.tag(value);
            if (plain == Tags.NULL) {
                putOther(value, depth);
            } else {
                out.putByte(plain);
                JdkValues.write(value, out);
            }
        }
    }

    private void putSimple(byte tag, long bits) {
        if (tag == Tags.DOUBLE) {
            out.putWord(bits);
        } else {
            out.putNumber(bits);
        }
    }

    private void putOther(Object value, int depth) {
        byte tag = tag(value);
        if (tag == Tags.COLLECTION) {
            putPart(PreparedValue.OfCollection.of(LetterBridge.get(), value));
            return;
        }
        int size = out.size();
        int known = parts.size();
        out.putByte(tag);
        if (tag == Tags.OBJECT || depth == DEPTH_MAX || values > VALUES_MAX || !putBody(tag, value, depth + 1)) {
            out.cut(size);
            parts.subList(known, parts.size()).clear();
            putPart(new PreparedValue.OfObject(value));
        }
    }

    private void putPart(PreparedValue part) {
        parts.add(part);
        if (part instanceof PreparedValue.OfCollection collection) {
            out.putByte(Tags.COLLECTION);
            out.putCount(collection.ready.kind());
        } else {
            out.putByte(Tags.OBJECT);
        }
    }

    /** Puts the bytes after the tag. Returns false if they would not be exact. */
    private boolean putBody(byte tag, Object value, int depth) {
        return switch (tag) {
            case Tags.RECORD -> putRecord((Record) value, depth);
            case Tags.ENUM -> putConstant((Enum<?>) value);
            case Tags.LIST, Tags.LIST_WITH_NULLS -> putAll((List<?>) value, depth);
            case Tags.SET -> putSet((Set<?>) value, depth);
            case Tags.MAP -> putMap((Map<?, ?>) value, depth);
            case Tags.LINK -> putLink((URI) value);
            case Tags.OPTIONAL -> {
                put(((Optional<?>) value).orElse(null), depth);
                yield true;
            }
            default -> {
                Map.Entry<?, ?> entry = (Map.Entry<?, ?>) value;
                put(entry.getKey(), depth);
                put(entry.getValue(), depth);
                yield true;
            }
        };
    }

    /** The code of the record runs here. If its constructor makes another record of the components, the record stays an object. */
    private boolean putRecord(Record value, int depth) {
        NumberedClass known = NumberedClass.of(value.getClass());
        @Nullable Object[] components;
        try {
            if (known == null) {
                return false;
            }
            components = known.components(value);
            if (!known.make(components).equals(value)) {
                return false;
            }
        } catch (RuntimeException e) {
            return false;
        }
        out.putCount(known.number);
        for (Object component : components) {
            put(component, depth);
        }
        return true;
    }

    @SuppressWarnings("EnumOrdinal") // ordinals change between builds, not within a process
    private boolean putConstant(Enum<?> value) {
        NumberedClass known = NumberedClass.of(value.getDeclaringClass());
        if (known == null) {
            return false;
        }
        out.putCount(known.number);
        out.putCount(value.ordinal());
        return true;
    }

    private boolean putAll(List<?> list, int depth) {
        if (values + list.size() > VALUES_MAX) {
            return false;
        }
        out.putCount(list.size());
        for (Object element : list) {
            put(element, depth);
        }
        return true;
    }

    /** A set with a part is not exact: an object may change, and then the set could not be made again. */
    private boolean putSet(Set<?> set, int depth) {
        if (values + set.size() > VALUES_MAX) {
            return false;
        }
        int known = parts.size();
        out.putCount(set.size());
        for (Object element : set) {
            put(element, depth);
        }
        return parts.size() == known;
    }

    private boolean putMap(Map<?, ?> map, int depth) {
        if (values + 2L * map.size() > VALUES_MAX) {
            return false;
        }
        out.putCount(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            int known = parts.size();
            put(entry.getKey(), depth);
            if (parts.size() != known) {
                return false;
            }
            put(entry.getValue(), depth);
        }
        return true;
    }

    /** The text of a URI that was made of parts may say something else. */
    private boolean putLink(URI link) {
        try {
            String text = link.toString();
            out.putText(text);
            URI again = URI.create(text);
            return again.equals(link) && again.toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
