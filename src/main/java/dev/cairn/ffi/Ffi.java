package dev.cairn.ffi;

import dev.cairn.DoubleVector;
import dev.cairn.IntVector;
import dev.cairn.LongVector;
import dev.cairn.PVector;
import dev.cairn.Version;
import dev.cairn.internal.stored.StoredBridge;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/**
 * The way from collections to native code. A view shows the nodes of a version, for reading. Places at the end of a builder are for writing.
 * Native code gets addresses, and no Java object.
 */
public final class Ffi {
    private Ffi() {}

    /**
     * A view of {@code version} for the calling thread: only this thread can read its segments by Java code, and close it. Native code in
     * other threads can read, too. Writes pending edits first, once for each version; a small version on the heap is written as a whole, in
     * O(n). Apart from that O(1). Close the view: until then the version's nodes are not freed.
     *
     * @throws NativeAccessException if there is no native access
     * @throws dev.cairn.ReadOnlyStoreException if this process only reads the store, and the version is not in it: a small or empty one
     * @throws dev.cairn.NotPortableException if the store is in a file, and the codec is one that other processes can't have
     */
    public static View view(Version version) {
        NativeAccessException.require();
        return View.of(StoredBridge.get().stored(version), Arena::ofConfined);
    }

    /** As {@link #view}, for all threads. To close it costs some microseconds more for each thread of the JVM. */
    public static View sharedView(Version version) {
        NativeAccessException.require();
        return View.of(StoredBridge.get().stored(version), Arena::ofShared);
    }

    /**
     * Places for {@code more} elements behind those of {@code builder}, for code that writes them where they lie. What nobody writes is zero. The
     * builder has them after {@link Places#done}, and is as it was before. O({@code more} / elements of a leaf).
     *
     * @throws NativeAccessException if there is no native access
     * @throws IllegalArgumentException if {@code more} is negative
     * @throws IllegalStateException if a vector can't be that long
     */
    public static Places reserve(LongVector.Builder builder, int more) {
        return places(builder, more);
    }

    /** As {@link #reserve(LongVector.Builder, int)}. */
    public static Places reserve(IntVector.Builder builder, int more) {
        return places(builder, more);
    }

    /** As {@link #reserve(LongVector.Builder, int)}. */
    public static Places reserve(DoubleVector.Builder builder, int more) {
        return places(builder, more);
    }

    /**
     * As {@link #reserve(LongVector.Builder, int)}, for elements that are records. The components lie one after another without gaps, in the
     * byte order of the machine: so a {@code record Point(int x, double y)} takes 12 bytes.
     *
     * @throws IllegalArgumentException also if the elements are neither numbers nor records of numbers: text and collections are
     *     references, which native code can't make, and not each byte is a boolean
     */
    public static Places reserve(PVector.Builder<? extends @Nullable Object> builder, int more) {
        return places(builder, more);
    }

    private static Places places(Object builder, int more) {
        NativeAccessException.require();
        return Places.of(builder, more);
    }
}
