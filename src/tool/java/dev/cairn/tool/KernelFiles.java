package dev.cairn.tool;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The kernels, which the build lays beside this class: the source, the header that it includes, and the module. */
public final class KernelFiles {
    private KernelFiles() {}

    /** The bytes of a file. */
    public static byte[] read(String name) throws IOException {
        try (InputStream in = KernelFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name + " is not beside the classes; build with Maven");
            }
            return in.readAllBytes();
        }
    }
}
