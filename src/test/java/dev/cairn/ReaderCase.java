package dev.cairn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The stores of a test of readers, in one file. All are closed at its end, and what was written is right. */
abstract class ReaderCase {
    static final long MAX_BYTES = 8L << 20;

    @TempDir
    Path directory;

    Path path;
    final List<Store> opened = new ArrayList<>();

    @BeforeEach
    void name() {
        path = directory.resolve("a.store");
    }

    @AfterEach
    void close() {
        for (Store store : opened.reversed()) {
            if (!store.isClosed() && !store.isReadOnly()) {
                store.verify();
            }
            store.close();
        }
    }

    final Store write() {
        return write(Setting.STANDARD_INHERITED);
    }

    final Store write(Setting setting) {
        Store store = Store.open(path, setting.options().maxBytes(MAX_BYTES));
        opened.add(store);
        return store;
    }

    final Store read() {
        Store store = Store.openReadOnly(path);
        opened.add(store);
        return store;
    }
}
