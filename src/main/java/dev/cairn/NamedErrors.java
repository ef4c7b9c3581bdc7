package dev.cairn;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.life.StoreErrors;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The exceptions for users of what goes wrong in a store. The path is that of its file, if it has one. */
final class NamedErrors implements StoreErrors {
    private final Allocator allocator;
    private final @Nullable Path path;

    NamedErrors(Allocator allocator, @Nullable Path path) {
        this.allocator = allocator;
        this.path = path;
    }

    @Override
    public RuntimeException storeFull(long requested, long live, long max, boolean collected) {
        if (allocator.slabs().wasRefused()) {
            return StoreFullException.ofDisk(requested, live, max, path);
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
        return new ReadOnlyStoreException(path, action);
    }

    @Override
    public RuntimeException inUse(String message) {
        Path file = Objects.requireNonNull(path);
        return new StoreFileException(
                file, StoreFileException.Problem.IN_USE, "the store " + file + ": " + message, null);
    }

    @Override
    public RuntimeException tooManyVersions(int most) {
        return new TooManyVersionsException(path, most);
    }

    @Override
    public void tell(String message) {
        System.getLogger("dev.cairn").log(System.Logger.Level.WARNING, message);
    }

    @Override
    public RuntimeException corrupt(List<String> violations) {
        return new CorruptStoreException(violations);
    }
}
