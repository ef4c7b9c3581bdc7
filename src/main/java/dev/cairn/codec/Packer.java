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

/** Makes bytes of values that nobody can change, if what is read from the bytes is equal and of the same class. */
final class Packer {
    /*
     * Layout
     *   value:   tag | what the tag says, for some tags values again
     *   record:  number of its class | its components in order
     *   list, set, map: count | elements, or keys and values
     *   object, stone: nothing, for it is a part; of a stone the number of its kind
     *
     * The tag of the whole stands in the slot, not here. What has no bytes that are exact is a part, and so is an array in a
     * value, for equals of the value asks whether it is the same array.
     */

    /** Values in values go so deep; what is deeper is a part. */
    private static final int DEPTH_MAX = 50;

    /** About so many values are packed together; what there is more is parts. So reading an element takes a time that has a bound. */
    private static final int VALUES_MAX = 1024;

    /** Text that is longer is a part. */
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

    /** What is prepared of {@code value}, whose class no other codec knows; null if only the object itself is exact. */
    static @Nullable Packed pack(Object value) {
        byte tag = tag(value);
        Packer packer = new Packer();
        if (tag == Tags.OBJECT || tag == Tags.STONE || !packer.putBody(tag, value, 0)) {
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
            return KnownClass.of(type) == null ? Tags.OBJECT : Tags.RECORD;
        }
        if (value instanceof Enum<?> constant) {
            return KnownClass.of(constant.getDeclaringClass()) == null ? Tags.OBJECT : Tags.ENUM;
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
                    default -> LetterBridge.ofStone(value) == null ? Tags.OBJECT : Tags.STONE;
                };
    }

    /** Whether {@code list}, of one of the two classes, is from List.of, and not one of a stream's that may have nulls. */
    @SuppressWarnings("ReferenceEquality") // the copy of one is itself
    private static boolean isWithoutNulls(List<?> list) {
        if (list.size() > VALUES_MAX) {
            return false; // it is not packed
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
        byte simple = Simple.tag(value);
        if (simple != Tags.NULL) {
            out.putByte(simple);
            putSimple(simple, Simple.bits(value));
        } else if (value instanceof String text && text.length() <= TEXT_MAX) {
            out.putByte(Tags.TEXT);
            out.putText(text);
        } else {
            byte plain = Plain.tag(value);
            if (plain == Tags.NULL) {
                putOther(value, depth);
            } else {
                out.putByte(plain);
                Plain.write(value, out);
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
        if (tag == Tags.STONE) {
            putPart(PreparedValue.OfStone.of(LetterBridge.get(), value));
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
        if (part instanceof PreparedValue.OfStone stone) {
            out.putByte(Tags.STONE);
            out.putCount(stone.ready.kind());
        } else {
            out.putByte(Tags.OBJECT);
        }
    }

    /** Puts what follows the tag; false if that would not be exact. */
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

    /** A record's own code runs here: what it makes of its components may be another, and then it stays an object. */
    private boolean putRecord(Record value, int depth) {
        KnownClass known = KnownClass.of(value.getClass());
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
        KnownClass known = KnownClass.of(value.getDeclaringClass());
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

    /** A set with a part is not exact: parts may change, and then there is no such set. */
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

    /** One made of parts may have a text that says something else. */
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
