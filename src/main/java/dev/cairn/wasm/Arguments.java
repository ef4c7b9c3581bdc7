package dev.cairn.wasm;

import dev.cairn.ForeignStoreException;
import dev.cairn.Store;
import dev.cairn.Version;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.stored.StoredBridge;
import dev.cairn.internal.stored.StoredVersion;
import dev.cairn.internal.trie.vector.Reservation;
import dev.cairn.internal.trie.vector.VectorBase;
import java.util.List;

/** The arguments of one call as a function takes them. Versions among them live until this is closed. */
final class Arguments implements AutoCloseable {
    private static final List<Signature.Type> PLACE_TYPES = List.of(
            Signature.Type.I32,
            Signature.Type.I32,
            Signature.Type.I32,
            Signature.Type.I32,
            Signature.Type.I32,
            Signature.Type.I64);

    /** How many numbers say where places to fill are. */
    static final int PLACES = PLACE_TYPES.size();

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

    /** Adds what {@code values} are for the parameters that follow, which are as many but for {@code more}. */
    void addAll(int more, Object... values) {
        if (values.length + more != bits.length) {
            throw new IllegalArgumentException(function + " takes " + signature + ", and got " + values.length
                    + " arguments" + (more == 0 ? "" : ", and " + more + " numbers for the places to fill"));
        }
        for (Object value : values) {
            bits[count] = bits(signature.parameters().get(count), value);
            count++;
        }
    }

    /** Adds where the elements are that end with {@code places}. */
    void addPlaces(Reservation places) {
        if (!signature.parameters().subList(count, bits.length).equals(PLACE_TYPES)) {
            throw new IllegalArgumentException(
                    function + " takes " + signature + "; a function that fills takes " + PLACE_TYPES + " last");
        }
        Header header = places.base().header(places.to());
        bits[count++] = header.root();
        bits[count++] = header.form();
        bits[count++] = header.tail();
        bits[count++] = VectorBase.tailStart(header);
        bits[count++] = places.to();
        bits[count++] = places.edit();
    }

    private long bits(Signature.Type type, Object value) {
        return switch (value) {
            case Version version when type == Signature.Type.I32 -> reference(version);
            case Boolean truth when type == Signature.Type.I32 -> truth ? 1 : 0;
            case Character unit when type == Signature.Type.I32 -> unit;
            case Number number when type == Signature.Type.I32 && isInt(number) -> number.intValue();
            case Number number
            when type == Signature.Type.I64 && (isInt(number) || number instanceof Long) -> number.longValue();
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
    }
}
