package dev.cairn.bench.vector;

/** One figure to take: an operation of a library at a size. */
public record Trial(Operation operation, int size, Library library) {
    /** What {@code --only} is matched against. */
    public String name() {
        return operation.label() + "/" + size + "/" + library.label();
    }
}
