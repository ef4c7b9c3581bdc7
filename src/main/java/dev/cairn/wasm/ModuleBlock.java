package dev.cairn.wasm;

import dev.cairn.Blob;
import dev.cairn.Store;
import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.node.Header;
import dev.cairn.internal.node.Node;
import dev.cairn.internal.stored.StoredBridge;
import dev.cairn.internal.stored.StoredVersion;

/** The block of a store in which a module has its data and its stack: the bytes of a blob that nobody else sees. */
final class ModuleBlock {
    /*
     * Layout
     *
     *     +-----------------+------------------+
     *     | data, alignment | stack, 64 KiB    |
     *     +-----------------+------------------+
     *                                     <----  it grows down
     *
     * A stack that is too small reaches the data: both are the module's own.
     */
    private static final int STACK_BYTES = 1 << 16;
    private static final int STACK_ALIGNMENT = 16;

    private ModuleBlock() {}

    /** Makes the block that {@code module} needs, if any, and lets the module write to it. */
    static Chicory.Placed place(Chicory module, Store store, LinearMemory memory) {
        ModuleNeeds needs = module.needs();
        int alignment = Math.max(STACK_ALIGNMENT, needs.dataAlignment());
        int stack = module.hasStack() ? STACK_BYTES : 0;
        if (needs.dataBytes() + stack == 0) {
            return new Chicory.Placed(0, 0);
        }
        int bytes = alignment + needs.dataBytes() + STACK_ALIGNMENT + stack;
        Blob blob = Blob.from(store, new byte[bytes]);
        StoredVersion stored = StoredBridge.get().stored(blob);
        Memory nodes = stored.memory();
        long at = nodes.at(Header.read(nodes, stored.header()).root()) + Node.HEADER;
        int address = memory.place(at, bytes);
        memory.own(stored, at, bytes);
        int data = roundUp(address, alignment);
        return new Chicory.Placed(data, roundUp(data + needs.dataBytes(), STACK_ALIGNMENT) + stack);
    }

    private static int roundUp(int address, int alignment) {
        return (address + alignment - 1) & -alignment;
    }
}
