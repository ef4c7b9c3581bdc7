package dev.cairn.tool;

import dev.cairn.tool.TextSource.Reading;
import org.jspecify.annotations.Nullable;

/** Gives each text of a source to one of the threads that ask. */
final class TextQueue {
    private final TextSource source;
    private final Progress progress;
    private int next;
    private long passed;
    private long files;
    private long skipped;
    private long bytes;
    private long lines;

    TextQueue(TextSource source, Progress progress) {
        this.source = source;
        this.progress = progress;
        this.skipped = source.unreadable();
    }

    /** The next text; null when none is left. */
    @Nullable
    String next() {
        for (int file = take(); file >= 0; file = take()) {
            String text = source.text(file);
            tell(file, text);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** Ends the queue: no text is left. */
    synchronized void stop() {
        next = source.files();
    }

    synchronized Reading reading() {
        return new Reading(files, skipped, bytes, lines);
    }

    private synchronized int take() {
        return next < source.files() ? next++ : -1;
    }

    private void tell(int file, @Nullable String text) {
        long linesMore = text == null ? 0 : text.lines().count();
        synchronized (this) {
            passed += source.bytes(file);
            if (text == null) {
                skipped++;
            } else {
                files++;
                bytes += source.bytes(file);
                lines += linesMore;
            }
            progress.reached(passed, lines);
        }
    }
}
