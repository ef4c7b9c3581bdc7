package dev.cairn.codec;

import dev.cairn.internal.slot.Descriptor;
import dev.cairn.internal.slot.DescriptorReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The numbered descriptors of a store, and the constants of its enums. The texts may be any. */
final class SoundNames {
    private final List<Descriptor> descriptors = new ArrayList<>();

    /** The hashes of the names of the constants of each enum. */
    private final Map<String, long[]> constants = new HashMap<>();

    /**
     * Of a store with these descriptors, in the order of their numbers.
     *
     * @throws IllegalArgumentException if a text is no descriptor, or is there twice
     */
    SoundNames(List<String> texts) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String text : texts) {
            descriptors.add(DescriptorReader.read(text));
            Integer before = numbers.put(text, descriptors.size());
            if (before != null) {
                throw new IllegalArgumentException(
                        "the descriptors " + before + " and " + descriptors.size() + " are both " + text);
            }
            noteEnum(descriptors.getLast());
        }
    }

    /** Takes the constants of {@code descriptor}, if it is of an enum and has more than were known. */
    void noteEnum(Descriptor descriptor) {
        if (descriptor.word().equals(Descriptor.ENUM)) {
            String name = String.valueOf(descriptor.name());
            if (descriptor.parts().size() > constants(name)) {
                constants.put(
                        name,
                        descriptor.labels().stream()
                                .mapToLong(StoreConstants::hash)
                                .toArray());
            }
        }
    }

    /** How many constants the enum {@code named} has in the store. */
    int constants(String named) {
        long[] known = constants.get(named);
        return known == null ? 0 : known.length;
    }

    /** The hash of the name of the constant at this place, which is below {@link #constants}. */
    long constantHash(String named, int place) {
        return Objects.requireNonNull(constants.get(named))[place];
    }

    /** The descriptor with this number. */
    Descriptor descriptor(int number) {
        if (number < 1 || number > descriptors.size()) {
            throw new IllegalArgumentException(
                    "it has the type number " + number + ", and the store has " + descriptors.size() + " types");
        }
        return descriptors.get(number - 1);
    }

    /** Throws unless the store has a constant at this place of the enum with this number. */
    void requireConstant(int number, int place) {
        Descriptor of = descriptor(number);
        int count = of.word().equals(Descriptor.ENUM) ? constants(String.valueOf(of.name())) : 0;
        if (place < 0 || place >= count) {
            throw new IllegalArgumentException(
                    "it has the constant " + place + " of " + of + ", which has " + count + " constants in the store");
        }
    }
}
