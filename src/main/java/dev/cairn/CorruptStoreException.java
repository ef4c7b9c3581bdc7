package dev.cairn;

import java.io.Serial;
import java.util.List;

/** Thrown when a store violates its invariants. The text of each violation begins with the number of the invariant. */
public final class CorruptStoreException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> violations;

    /** Creates the exception. */
    public CorruptStoreException(List<String> violations) {
        super(String.join("; ", violations));
        this.violations = List.copyOf(violations);
    }

    /** The violations, at most ten of each invariant. */
    public List<String> violations() {
        return violations;
    }
}
