package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cairn.codec.CodecException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of as many components as there can be: one more than method handles take. */
class WideRecordTest {
    private static final int MOST = 253;

    @Test
    void manyComponents(@TempDir Path folder) throws IOException, ReflectiveOperationException {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Class<?> wide = compile(loader, folder, "Wide", MOST);
            Nota nota = Nota.of(MessageOptions.defaults().types(wide));
            Class<?>[] types = new Class<?>[MOST];
            Object[] components = new Object[MOST];
            Arrays.fill(types, int.class);
            Arrays.setAll(components, i -> i);
            Object made = wide.getConstructor(types).newInstance(components);
            assertEquals(made, nota.decode(nota.encode(made)));
            Class<?> wider = compile(loader, folder, "Wider", MOST + 1);
            assertThrows(CodecException.class, () -> MessageOptions.defaults().types(wider));
        }
    }

    private static Class<?> compile(ClassLoader loader, Path folder, String name, int components)
            throws IOException, ClassNotFoundException {
        String list = IntStream.range(0, components).mapToObj(i -> "int c" + i).collect(Collectors.joining(", "));
        Path file = Files.writeString(folder.resolve(name + ".java"), "public record " + name + "(" + list + ") {}");
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-d", folder.toString(), file.toString()));
        return loader.loadClass(name);
    }
}
