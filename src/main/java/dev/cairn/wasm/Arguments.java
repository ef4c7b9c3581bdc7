package dev.cairn.wasm;

import dev.cairn.ForeignStoreException;
import dev.cairn.Store;
import dev.cairn.Version;
import dev.cairn.internal.stored.StoredBridge;
import dev.cairn.internal.stored.StoredVersion;
import java.lang.ref.Reference;
import java.util.List;

/** The arguments of one call as a function takes them. Versions among them live until this is closed. */
final class Arguments implements AutoCloseable {
    private final Store store;
    private final String function;
    private final Signature signature;
    private final long[] bits;
    private final StoredVersion[] held;
    private int count;
    private int heldCount;

    Arguments(Store store, String function, Signature signature) {
        this.store = store;
        this.function = function;
        this.signature = signature;
        this.bits = new long[signature.parameters().size()];
        this.held = new StoredVersion[bits.length];
    }

    /** Adds what {@code values} are for the parameters that follow, which are as many. */
    void addAll(Object... values) {
        if (count + values.length != bits.length) {
            throw new IllegalArgumentException(function + " takes " + signature + ", and got "
                    + (count == 0 ? "" : count + " for the places to fill, and ") + List.of(values));
        }
        for (Object value : values) {
            bits[count] = bits(signature.parameters().get(count), value);
            count++;
        }
    }

    /** Adds the header of a version, whose end is that of this. */
    void add(StoredVersion version) {
        held[heldCount++] = version;
        addNumber(version.header());
    }

    /** Adds a number of 32 bits. */
    void addNumber(int number) {
        if (count == bits.length || signature.parameters().get(count) != Signature.Type.I32) {
            throw new IllegalArgumentException(
                    function + " takes " + signature + "; a function that fills takes two numbers I32 first");
        }
        bits[count++] = number;
    }

    private long bits(Signature.Type type, Object value) {
        return switch (value) {
            case Version version when type == Signature.Type.I32 -> reference(version);
            case Boolean truth when type == Signature.Type.I32 -> truth ? 1 : 0;
            case Character unit when type == Signature.Type.I32 -> unit;
            case Number number when type == Signature.Type.I32 && isInt(number) -> number.intValue();
            case Number number when type == Signature.Type.I64 && (isInt(number) || number instanceof Long) ->
                number.longValue();
            case Float number when type == Signature.Type.F32 -> Float.floatToRawIntBits(number);
            case Float number when type == Signature.Type.F64 -> Double.doubleToRawLongBits(number);
            case Double number when type == Signature.Type.F64 -> Double.doubleToRawLongBits(number);
            default ->
                throw new IllegalArgumentException(function + " takes " + signature + "; its argument " + (count + 1)
                        + " can't be " + value + ", of " + value.getClass());
        };
    }

    private static boolean isInt(Number value) {
        return value instanceof Integer || value instanceof Short || value instanceof Byte;
    }

    private int reference(Version version) {
        if (version.store() != store) {
            throw new ForeignStoreException(store, version.store());
        }
        StoredVersion stored = StoredBridge.get().stored(version);
        held[heldCount++] = stored;
        return stored.header();
    }

    /** The bits of all arguments. */
    long[] bits() {
        return bits;
    }

    @Override
    public void close() {
        for (int i = heldCount; i > 0; i--) {
            held[i - 1].close();
        }
        Reference.reachabilityFence(held);
    }
}
