package dev.cairn.bench.process;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Eight bytes of mapped memory at which the reader looks all the time: nothing between processes is faster. */
final class MappedSignal implements Signal {
    private static final VarHandle NUMBER = ValueLayout.JAVA_LONG.varHandle();

    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory;
    private long last;

    MappedSignal(Path path) throws IOException {
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            memory = file.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES, arena);
        }
    }

    @Override
    public void send(long number) {
        NUMBER.setVolatile(memory, 0L, number);
    }

    @Override
    public long receive() {
        long number = (long) NUMBER.getVolatile(memory, 0L);
        while (number == last) {
            Thread.onSpinWait();
            number = (long) NUMBER.getVolatile(memory, 0L);
        }
        last = number;
        return number;
    }

    @Override
    public void close() {
        arena.close();
    }
}
