package dev.cairn.ffi;

import dev.cairn.internal.memory.Region;
import java.io.Serial;

/** Thrown by everything in this package if the JVM was started without native access for Cairn. */
public final class NativeAccessException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1L;

    private NativeAccessException() {
        super("native code needs native access: start the JVM with --enable-native-access=dev.cairn,"
                + " or with --enable-native-access=ALL-UNNAMED if Cairn is on the class path");
    }

    /** Throws unless there is native access. */
    static void require() {
        if (!Region.callsNative()) {
            throw new NativeAccessException();
        }
    }
}
