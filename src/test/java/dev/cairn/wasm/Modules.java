package dev.cairn.wasm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The modules beside the tests, compiled once. */
final class Modules {
    /** The module that lies beside the header. */
    static final String KERNELS = "kernels";

    private static final Map<String, Kernel> COMPILED = new ConcurrentHashMap<>();

    private Modules() {}

    /** The kernel of the module {@code name}. */
    static Kernel kernel(String name) {
        return COMPILED.computeIfAbsent(name, module -> Kernel.of(bytes(module)));
    }

    /** The bytes of the module {@code name}. */
    static byte[] bytes(String name) {
        try {
            if (name.equals(KERNELS)) {
                return Files.readAllBytes(Path.of("src/main/c/kernels.wasm"));
            }
            String path = "/wasm/" + name + ".wasm";
            try (InputStream in = Objects.requireNonNull(Modules.class.getResourceAsStream(path), path)) {
                return in.readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
