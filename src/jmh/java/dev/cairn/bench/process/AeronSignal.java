package dev.cairn.bench.process;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** So many bytes, a number first, through Aeron's log buffers for processes of one machine. Whoever receives looks all the time. */
final class AeronSignal implements Signal {
    private static final String CHANNEL = "aeron:ipc?term-length=64m";
    private static final int STREAM = 1;
    private static final int FRAGMENTS = 1;

    private final @Nullable MediaDriver driver;
    private final Aeron aeron;
    private final UnsafeBuffer bytes;
    private final @Nullable ExclusivePublication publication;
    private final @Nullable Subscription subscription;
    private final FragmentAssembler assembler = new FragmentAssembler((buffer, offset, length, _) -> {
        this.number = buffer.getLong(offset);
        this.hasNumber = true;
    });
    private long number;
    private boolean hasNumber;

    private AeronSignal(@Nullable MediaDriver driver, Path path, int bytes, boolean sends) {
        this.driver = driver;
        this.aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(path.toString()));
        this.bytes = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes));
        this.publication = sends ? aeron.addExclusivePublication(CHANNEL, STREAM) : null;
        this.subscription = sends ? null : aeron.addSubscription(CHANNEL, STREAM);
    }

    /** The end that sends, and was there first: it has the driver, too. */
    static AeronSignal sender(Path path, int bytes) {
        MediaDriver driver = MediaDriver.launch(
                new MediaDriver.Context().aeronDirectoryName(path.toString()).threadingMode(ThreadingMode.SHARED));
        return new AeronSignal(driver, path, bytes, true);
    }

    static AeronSignal receiver(Path path, int bytes) {
        return new AeronSignal(null, path, bytes, false);
    }

    @Override
    public void send(long sent) {
        bytes.putLong(0, sent);
        while (Objects.requireNonNull(publication).offer(bytes) < 0) {
            Thread.onSpinWait();
        }
    }

    @Override
    public long receive() {
        hasNumber = false;
        while (!hasNumber) {
            if (Objects.requireNonNull(subscription).poll(assembler, FRAGMENTS) == 0) {
                Thread.onSpinWait();
            }
        }
        return number;
    }

    @Override
    public void close() {
        aeron.close();
        if (driver != null) {
            driver.close();
        }
    }
}
