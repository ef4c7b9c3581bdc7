package dev.cairn;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.life.StoreErrors;
import dev.cairn.internal.memory.StoreFile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exceptions for users of what goes wrong in a store. */
final class NamedErrors implements StoreErrors {
    private final Allocator allocator;
    private final @Nullable StoreFile file;

    NamedErrors(Allocator allocator, @Nullable StoreFile file) {
        this.allocator = allocator;
        this.file = file;
    }

    private @Nullable Path path() {
        return file == null ? null : file.path();
    }

    @Override
    public RuntimeException storeFull(long requested, long live, long max, boolean collected) {
        if (allocator.slabs().wasRefused()) {
            return diskFull(file, requested, live, max);
        }
        return collected
                ? new StoreFullException(requested, live, max)
                : StoreFullException.uncollected(requested, live, max);
    }

    @Override
    public RuntimeException noRoom(long requested, long live, long max, String reason) {
        return StoreFullException.ofSystem(
                requested, live, max, "notes about these bytes lie outside the store, and " + reason);
    }

    @Override
    public RuntimeException storeClosed() {
        return new StoreClosedException("the store is closed");
    }

    @Override
    public RuntimeException notPortable(String message) {
        return NotPortableException.of(message);
    }

    @Override
    public RuntimeException readOnly(String action) {
        return new ReadOnlyStoreException(path(), action);
    }

    @Override
    public RuntimeException tooManyVersions(int most) {
        return new TooManyVersionsException(path(), most);
    }

    @Override
    public void tell(String message) {
        System.getLogger("dev.cairn").log(System.Logger.Level.WARNING, message);
    }

    @Override
    public RuntimeException corrupt(List<String> violations) {
        return new CorruptStoreException(violations);
    }

    /** The exception of a full disk, or of full memory if there is no file. */
    static StoreFullException diskFull(@Nullable StoreFile file, long requested, long live, long max) {
        return file == null
                ? StoreFullException.ofDisk(requested, live, max)
                : StoreFullException.ofDisk(requested, live, max, file.path());
    }
}
