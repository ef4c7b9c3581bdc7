package dev.cairn.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a text file between two comments, which a program rewrites and people leave alone. */
public record MarkedRegion(Path file, String name) {
    /**
     * Puts {@code text} between the comments; a file without them gets them at its end, a missing file is made.
     */
    public void replace(String text) throws IOException {
        String begin = "<!-- begin " + name + " -->";
        String end = "<!-- end " + name + " -->";
        String old = Files.exists(file) ? Files.readString(file) : "";
        String region = begin + "\n\n" + text.strip() + "\n\n" + end;
        int from = old.indexOf(begin);
        int to = old.indexOf(end);
        String updated;
        if (from < 0 || to < from) {
            updated = old.isEmpty() ? region + "\n" : old.stripTrailing() + "\n\n" + region + "\n";
        } else {
            updated = old.substring(0, from) + region + old.substring(to + end.length());
        }
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        Files.writeString(file, updated);
    }
}
