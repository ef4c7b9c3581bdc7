package dev.cairn.bench.measure;

import java.util.Locale;

/**
 * A row of figures: one workload at one size, the same for all contenders.
 *
 * @param variant what tells rows of one workload and size apart, the kind of keys for instance; may be empty
 */
public record Row(Workload workload, String variant, int size) {
    /** What {@code --only} is matched against, but for the contender. */
    public String name() {
        return workload.label() + (variant.isEmpty() ? "" : "/" + variant) + "/" + size;
    }

    /** The workload and the variant, as a cell of a table. */
    String cell() {
        return "`" + workload.label() + "`" + (variant.isEmpty() ? "" : " " + variant);
    }

    /** The size with its thousands apart. */
    String count() {
        return String.format(Locale.ROOT, "%,d", size);
    }
}
