package dev.cairn.tool;

import java.nio.file.Path;

/** What one process of the demo of processes is to do: in which store, as which member in which life, among how many, and with blobs of how many bytes. */
record ProcessesJob(Path store, int member, int life, int members, long blobBytes) {
    static ProcessesJob of(String[] words) {
        return new ProcessesJob(
                Path.of(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Long.parseLong(words[4]));
    }

    Object[] words() {
        return new Object[] {store, member, life, members, blobBytes};
    }

    Path diary() {
        return store.resolveSibling("diary." + life);
    }
}
