package dev.cairn.internal.slot;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.DescriptorTable;
import dev.cairn.internal.life.DescriptorWriter;
import dev.cairn.internal.life.DescriptorWriter.Entry;
import dev.cairn.internal.life.TypeLayout;
import dev.cairn.internal.slot.Descriptor.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds descriptors to a store, each with its numbers, and with the kinds of collections that its elements are. */
public final class DescribedTypes {
    private DescribedTypes() {}

    /** The number of {@code type} in {@code core}; adds it if it is new there. The caller holds no stripe. */
    public static int add(Core core, Descriptor type) {
        String text = type.toString();
        int known = core.descriptors().number(text);
        if (known != 0) {
            return known;
        }
        return DescriptorWriter.add(core, text, DescriptorLayout.of(type, inner -> add(core, inner)));
    }

    /** Adds {@code type} to {@code core} also if it is there, and returns its number. Only this process uses the store. */
    static int append(Core core, Descriptor type) {
        return DescriptorWriter.append(core, type.toString(), DescriptorLayout.of(type, inner -> add(core, inner)));
    }

    /**
     * Adds {@code texts}, of which each is another one, to a store that has no descriptors yet: the first gets the number 1. Kinds of
     * collections inside that are missing follow. Nobody else uses the store.
     */
    public static void addAll(Core core, List<String> texts) {
        Map<String, Integer> numbers = new HashMap<>();
        List<Descriptor> types = new ArrayList<>();
        for (String text : texts) {
            types.add(DescriptorReader.read(text));
            numbers.put(text, types.size());
        }
        for (int i = 0; i < types.size(); i++) { // grows meanwhile
            for (Descriptor inner : inside(types.get(i))) {
                if (numbers.putIfAbsent(inner.toString(), types.size() + 1) == null) {
                    types.add(inner);
                }
            }
        }
        DescriptorWriter.replaceAll(
                core,
                types.stream()
                        .map(type -> new Entry(
                                type.toString(),
                                DescriptorLayout.of(type, inner -> numbers.getOrDefault(inner.toString(), 0))))
                        .toList());
    }

    /** The kinds of collections that the elements of {@code type} are. */
    private static List<Descriptor> inside(Descriptor type) {
        List<Descriptor> inside = new ArrayList<>();
        boolean isCollection = DescriptorLayout.collection(type) != TypeLayout.NO_COLLECTION;
        for (Part part : isCollection ? type.parts() : List.<Part>of()) {
            Descriptor inner = part.type();
            if (inner != null && DescriptorLayout.collection(inner) != TypeLayout.NO_COLLECTION) {
                inside.add(inner);
            }
        }
        return inside;
    }

    /** Writes all descriptors of a store of an older layout anew, with their numbers. Nobody else uses the store. */
    public static void renew(Core core) {
        DescriptorTable table = core.descriptors();
        List<String> texts = new ArrayList<>();
        for (int number = 1; number <= table.size(); number++) {
            texts.add(table.text(number));
        }
        addAll(core, texts);
    }
}
