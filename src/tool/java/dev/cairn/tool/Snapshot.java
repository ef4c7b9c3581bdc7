package dev.cairn.tool;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A snapshot that a reader took while writers were at work. The reader can check it as long as it holds it. */
interface Snapshot {
    /** The version of the snapshot: the same object for two snapshots without a change between them. */
    Object version();

    /** The first fault found in random parts of the snapshot; null if there is none. */
    @Nullable
    String fault(RandomGenerator random);
}
