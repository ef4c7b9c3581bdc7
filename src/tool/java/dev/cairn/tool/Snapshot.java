package dev.cairn.tool;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a reader took while writers were at work, and can check as long as it holds it. */
interface Snapshot {
    /** What it is a snapshot of: the very same object for two that were taken without a change between. */
    Object version();

    /** The first thing found to be wrong in random parts of it; null if nothing is. */
    @Nullable
    String fault(RandomGenerator random);
}
