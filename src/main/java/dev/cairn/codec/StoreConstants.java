package dev.cairn.codec;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.DescriptorTable;
import dev.cairn.internal.life.DescriptorWriter;
import dev.cairn.internal.slot.Descriptor;
import dev.cairn.internal.slot.DescriptorReader;
import dev.cairn.internal.slot.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The constants of an enum in a store in a file. The store has a list of their names; the place of a name there is the ordinal in slots, in
 * every program and whatever order its class has. The list grows at its end only.
 */
final class StoreConstants {
    /*
     * The list is the newest descriptor of the enum in the store's table; older ones are beginnings of it. Two processes that make it
     * longer at once do it one after the other: a descriptor is only added if the table is as it was when the list was read.
     */
    private static final int MOST = 1 << Character.SIZE;
    private static final int NONE = -1;

    private final DescriptorTable table;
    private final String type;
    private final String beginning;
    private final Enum<?>[] own;
    private volatile Listed listed;
    private volatile int number;

    /**
     * The list at one time. A constant that the class does not have is {@link Absent}.
     *
     * @param isThere whether the store has a list
     * @param byOrdinal the place in the list for each ordinal of the class
     * @param hashes the hashes of the names
     * @param inType the hashes of the names with that of the type
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Listed(
            boolean isThere, List<String> names, Object[] constants, int[] byOrdinal, long[] hashes, long[] inType) {}

    /** The prepared value of a constant that the store has and the class of this program does not have. */
    record Absent(String type, String name, int place) {
        CodecException failure() {
            return new CodecException(
                    "Codec.enumeration(" + type + ")",
                    "the store has the constant " + name + ", which the class does not have in this program");
        }
    }

    /** Of the enum named {@code type}, whose constants in this program are {@code own}. */
    private StoreConstants(DescriptorTable table, String type, Enum<?>[] own) {
        this.table = table;
        this.type = type;
        this.own = own;
        String empty = text(List.of());
        this.beginning = empty.substring(0, empty.length() - 1);
        this.listed = read();
    }

    private String text(List<String> names) {
        return Descriptor.of(Descriptor.ENUM, type, Descriptor.labels(names)).toString();
    }

    /** Those of {@code type} in {@code core}, which is in a file. Adds nothing to the store. */
    static StoreConstants of(Core core, Class<? extends Enum<?>> type) {
        DescriptorTable table = core.descriptors();
        return table.derived(
                type, () -> new StoreConstants(table, type.getName(), Objects.requireNonNull(type.getEnumConstants())));
    }

    /** Those of an enum whose class this program does not have. */
    static StoreConstants without(DescriptorTable table, String type) {
        return new StoreConstants(table, type, new Enum<?>[0]);
    }

    /** The hash of a name, which no store and no order changes. */
    static long hash(String name) {
        return PreparedText.of("a constant", name).hash(0);
    }

    /** The hash of a constant among those of all enums: {@code name} is the hash of its name. */
    static long hash(String type, long name) {
        return Hash.of(name, hash(type));
    }

    private Listed read() {
        int newest = table.newest(beginning);
        List<String> names = newest == 0
                ? List.of()
                : DescriptorReader.read(table.text(newest)).labels();
        Map<String, Enum<?>> byName = new HashMap<>();
        for (Enum<?> constant : own) {
            byName.put(constant.name(), constant);
        }
        Object[] constants = new Object[names.size()];
        long[] hashes = new long[names.size()];
        long[] inType = new long[names.size()];
        int[] byOrdinal = new int[own.length];
        Arrays.fill(byOrdinal, NONE);
        for (int place = 0; place < constants.length; place++) {
            String name = names.get(place);
            @Nullable Enum<?> constant = byName.get(name);
            constants[place] = constant == null ? new Absent(type, name, place) : constant;
            hashes[place] = hash(name);
            inType[place] = hash(type, hashes[place]);
            if (constant != null) {
                byOrdinal[ordinal(constant)] = place;
            }
        }
        return new Listed(newest != 0, names, constants, byOrdinal, hashes, inType);
    }

    @SuppressWarnings("EnumOrdinal") // ordinals change between builds, not within a process
    private static int ordinal(Enum<?> constant) {
        return constant.ordinal();
    }

    /**
     * Makes the list of the store complete: adds the constants of the class that it does not have, unless the store is read only. The
     * caller holds no stripe.
     */
    void complete(Core core) {
        if (core.isReadOnly()) {
            return;
        }
        while (!isComplete(listed)) {
            int size = table.size();
            Listed now = read();
            List<String> all = new ArrayList<>(now.names);
            for (Enum<?> constant : own) {
                if (now.byOrdinal[ordinal(constant)] == NONE) {
                    all.add(constant.name());
                }
            }
            listed = now;
            if (isComplete(now)) {
                return;
            }
            if (all.size() > MOST) {
                throw new CodecException(
                        "Codec.enumeration(" + type + ")",
                        "the store's list of its constants, with those of earlier programs, would have " + all.size()
                                + "; at most " + MOST
                                + "; copy the collections to a new store, which begins a new list");
            }
            DescriptorWriter.add(core, text(all), size);
        }
    }

    private static boolean isComplete(Listed now) {
        return now.isThere && Arrays.stream(now.byOrdinal).noneMatch(place -> place == NONE);
    }

    /** The number of the enum in the store, which stays when the list grows. */
    int number() {
        int known = number;
        if (known == 0) {
            known = table.oldest(beginning);
            number = known;
        }
        return known;
    }

    /** The place of {@code constant} in the store's list; negative if it is not there. */
    int find(Enum<?> constant) {
        int place = listed.byOrdinal[ordinal(constant)];
        if (place == NONE) {
            listed = read();
            place = listed.byOrdinal[ordinal(constant)];
        }
        return place;
    }

    /** The place of {@code constant} in the store's list. */
    int place(Enum<?> constant) {
        int place = find(constant);
        if (place == NONE) {
            throw new CodecException(
                    "Codec.enumeration(" + type + ")",
                    "the store's list of constants does not have " + constant.name()
                            + "; make a collection with this codec in the store first, which adds it");
        }
        return place;
    }

    private Listed with(int place) {
        if (place >= listed.constants.length) {
            listed = read();
        }
        return listed;
    }

    /** The constant at this place of the list: one of the class, or {@link Absent}. */
    Object at(int place) {
        Object[] constants = with(place).constants;
        return place < constants.length ? constants[place] : new Absent(type, "number " + place, place);
    }

    /** The hash of the name at this place of the list. */
    long hashAt(int place) {
        long[] hashes = with(place).hashes;
        return place < hashes.length ? hashes[place] : Hash.of(place, 0);
    }

    /** As {@link #hashAt}, among the constants of all enums. */
    long hashInType(int place) {
        long[] hashes = with(place).inType;
        return place < hashes.length ? hashes[place] : Hash.of(place, 0);
    }
}
