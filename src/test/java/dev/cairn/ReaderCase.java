package dev.cairn;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The stores of a test of readers, in one file. All are closed at its end, and what was written is right. */
abstract class ReaderCase extends FileCase {
    static final long MAX_BYTES = 8L << 20;

    final List<Store> opened = new ArrayList<>();

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
