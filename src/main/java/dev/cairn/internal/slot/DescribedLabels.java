package dev.cairn.internal.slot;

import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.DescriptorTable;
import dev.cairn.internal.life.Labels;
import dev.cairn.internal.slot.Descriptor.Part;
import java.util.ArrayList;
import java.util.List;

/** The numbers of codecs of collections, which are those of their descriptors. */
public final class DescribedLabels {
    private DescribedLabels() {}

    /** The number of {@code codec} in {@code core}; a descriptor that is new there is added. The caller holds no stripe. */
    public static Labels.Labelled of(Core core, Object codec) {
        Labels.Labelled known = core.labels().find(codec);
        if (known != null) {
            return known;
        }
        if (!core.isInFile()) {
            Descriptor own = own(codec);
            return core.labels().of(codec, own.toString(), () -> DescribedTypes.append(core, own));
        }
        SlotCodec.of(codec).enter(core);
        Descriptor listed = listed(core.descriptors(), CodecParts.describe(codec));
        return core.labels().permanent(codec, DescribedTypes.add(core, listed));
    }

    /** The descriptor of {@code codec}; only that of some type if it is nested too deeply. */
    private static Descriptor own(Object codec) {
        try {
            return CodecParts.describe(codec);
        } catch (IllegalArgumentException | StackOverflowError e) { // nothing was changed
            return Descriptor.of(Descriptor.UNKNOWN, null);
        }
    }

    /** {@code own} with the constants of enums in the order of the store's lists, where it has one. */
    public static Descriptor listed(DescriptorTable table, Descriptor own) {
        if (own.word().equals(Descriptor.ENUM)) {
            String empty = Descriptor.of(Descriptor.ENUM, own.name()).toString();
            int newest = table.newest(empty.substring(0, empty.length() - 1));
            return newest == 0 ? own : DescriptorReader.read(table.text(newest));
        }
        List<Part> parts = new ArrayList<>();
        for (Part part : own.parts()) {
            Descriptor type = part.type();
            parts.add(type == null ? part : new Part(part.label(), listed(table, type)));
        }
        return Descriptor.of(own.word(), own.name(), parts);
    }
}
