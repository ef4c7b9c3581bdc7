package dev.cairn.internal.slot;

import dev.cairn.internal.slot.Descriptor.Part;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where two descriptors differ in what they keep. The name of a record's class does not count, nor do an enum's constants: a
 * store has its own list of them, for each name of an enum. In both descriptors the constants of an enum are those of the store's list.
 */
public final class DescriptorDifference {
    private DescriptorDifference() {}

    /** The first difference, in words; null if a program that has {@code asked} can read and write what the store has as {@code there}. */
    public static @Nullable String between(Descriptor there, Descriptor asked) {
        return between("", there, asked);
    }

    private static @Nullable String between(String path, Descriptor there, Descriptor asked) {
        if (!there.word().equals(asked.word()) || (there.name() == null) != (asked.name() == null)) {
            return sides(path, there, asked);
        }
        return switch (there.word()) {
            case Descriptor.ENUM -> ofEnums(path, there, asked);
            case Descriptor.RECORD -> ofRecords(path, there, asked);
            case Descriptor.ENCODING, Descriptor.BYTES -> there.equals(asked) ? null : sides(path, there, asked);
            default -> ofElements(path, there, asked);
        };
    }

    private static String sides(String path, Object there, Object asked) {
        return at(path) + "the store has " + there + ", the program " + asked;
    }

    private static String at(String path) {
        return path.isEmpty() ? "" : path + ": ";
    }

    /** Enums of different names are the same one, renamed, if the constants are the same ones, and perhaps more at the end. */
    private static @Nullable String ofEnums(String path, Descriptor there, Descriptor asked) {
        boolean isBeginning = asked.parts().size() >= there.parts().size()
                && asked.parts().subList(0, there.parts().size()).equals(there.parts());
        if (String.valueOf(there.name()).equals(asked.name()) || isBeginning) {
            return null;
        }
        Set<String> left = new HashSet<>(asked.labels());
        Set<String> right = new HashSet<>(there.labels());
        String only = there.labels().stream()
                .filter(label -> !left.contains(label))
                .findFirst()
                .orElse(null);
        String detail = only != null
                ? "; only the store has the constant " + only
                : asked.labels().stream()
                        .filter(label -> !right.contains(label))
                        .findFirst()
                        .map(label -> "; only the program has the constant " + label)
                        .orElse("; the constants have another order");
        return sides(path, there, asked) + detail;
    }

    private static @Nullable String ofRecords(String path, Descriptor there, Descriptor asked) {
        List<Part> left = there.parts();
        List<Part> right = asked.parts();
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            String record = at(path) + "component " + (i + 1) + " of the record ";
            if (i >= left.size()) {
                return record + asked.name() + " is " + text(right.get(i)) + "; the store has only " + i
                        + " components";
            }
            if (i >= right.size()) {
                return record + there.name() + " is " + text(left.get(i)) + "; the program has only " + i
                        + " components";
            }
            if (!left.get(i).label().equals(right.get(i).label())) {
                return record + there.name() + ": the store has " + text(left.get(i)) + ", the program "
                        + text(right.get(i));
            }
            String inside =
                    inside(path + (path.isEmpty() ? "" : ".") + left.get(i).label(), left.get(i), right.get(i));
            if (inside != null) {
                return inside;
            }
        }
        return null;
    }

    private static String text(Part part) {
        return part.label() + ": " + part.type();
    }

    private static @Nullable String inside(String path, Part there, Part asked) {
        Descriptor left = there.type();
        Descriptor right = asked.type();
        return left == null || right == null ? null : between(path, left, right);
    }

    private static @Nullable String ofElements(String path, Descriptor there, Descriptor asked) {
        if (there.parts().size() != asked.parts().size()) {
            return sides(path, there, asked);
        }
        boolean isMap = there.parts().size() == 2;
        for (int i = 0; i < there.parts().size(); i++) {
            String part = isMap ? (i == 0 ? "key" : "value") : "element";
            String inside = inside(
                    path + (path.isEmpty() ? "" : ".") + part,
                    there.parts().get(i),
                    asked.parts().get(i));
            if (inside != null) {
                return inside;
            }
        }
        return null;
    }
}
