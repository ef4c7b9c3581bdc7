package dev.cairn.tool;

import dev.cairn.Store;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the header for programs in C, which is in the library's jar. */
@Command(
        name = "header",
        description = "Prints cairn.h, with which programs in C and WebAssembly read collections where they lie.",
        footer = "%n./cairn header > cairn.h makes a file of it. The comment at its top says how it is used.")
final class HeaderCommand implements Callable<Integer> {
    private static final String PLACE = "/META-INF/cairn/cairn.h";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (InputStream in = Store.class.getResourceAsStream(PLACE)) {
            if (in == null) {
                throw new FileNotFoundException(PLACE + " is not beside the classes; build with Maven");
            }
            out.print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        out.flush();
        return 0;
    }
}
