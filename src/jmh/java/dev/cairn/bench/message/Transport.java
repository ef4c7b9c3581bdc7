package dev.cairn.bench.message;

import dev.cairn.bench.measure.Contender;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;

/** The ways compared. To add one: write its {@link Channel}, {@link Passing} or {@link Coding}, give it a line here. */
public enum Transport implements Contender {
    MAILBOX("Mailbox", Side.OURS, MailboxChannel::new, PassedStone::new, null),
    WOTA("Wota", Side.OURS, null, bytes -> new PassedCopy<>(Coding.wota(), Longs.vector(bytes)), Coding::wota),
    NOTA("Nota", Side.OURS, null, bytes -> new PassedCopy<>(Coding.nota(), Longs.vector(bytes)), Coding::nota),
    LINKED_BLOCKING_QUEUE(
            "LinkedBlockingQueue", Side.PEER, () -> new QueueChannel(new LinkedBlockingQueue<>()), null, null),
    JCTOOLS("JCTools", Side.PEER, () -> new QueueChannel(new MpscUnboundedArrayQueue<>(1024)), null, null),
    AGRONA("Agrona", Side.PEER, RingChannel::new, null, null),
    COPY("copy", Side.PEER, null, bytes -> new PassedCopy<>(Coding.copy(), Longs.array(bytes)), null),
    SERIALIZATION(
            "serialization", Side.PEER, null, bytes -> new PassedCopy<>(JavaCoding.coding(), Longs.array(bytes)), null),
    KRYO("Kryo", Side.PEER, null, bytes -> new PassedCopy<>(KryoCoding.of(long[].class), Longs.array(bytes)), null),
    CBOR(
            "Jackson CBOR",
            Side.PEER,
            null,
            bytes -> new PassedCopy<>(CborCoding.of(long[].class), Longs.array(bytes)),
            () -> CborCoding.of(Object.class)),
    MESSAGE_PACK("MessagePack", Side.PEER, null, null, MessagePackCoding::coding);

    /** Of what is written and read; larger ones take more memory than the JVM has, or than an array of bytes may. */
    private static final int LARGEST_WRITTEN = 1 << 20;

    private final String label;
    private final Side side;
    private final @Nullable Supplier<Channel> channel;
    private final @Nullable IntFunction<Passing> passing;
    private final @Nullable Supplier<Coding<?>> coding;

    Transport(
            String label,
            Side side,
            @Nullable Supplier<Channel> channel,
            @Nullable IntFunction<Passing> passing,
            @Nullable Supplier<Coding<?>> coding) {
        this.label = label;
        this.side = side;
        this.channel = channel;
        this.passing = passing;
        this.coding = coding;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Side side() {
        return side;
    }

    /** A fresh channel. */
    public Channel channel() {
        return Objects.requireNonNull(channel).get();
    }

    /** A fresh value of {@code bytes}, and how it is passed. */
    public Passing passing(int bytes) {
        return Objects.requireNonNull(passing).apply(bytes);
    }

    /** How it writes and reads documents. */
    @SuppressWarnings("unchecked") // what one coding writes, only that one reads
    public Coding<Object> coding() {
        return (Coding<Object>) Objects.requireNonNull(coding).get();
    }

    /** Whether it can do this. */
    public boolean supports(Operation operation, int size) {
        return switch (operation) {
            case PASS -> passing != null && (size <= LARGEST_WRITTEN || this == MAILBOX || this == COPY);
            case SEND -> passing != null && (size <= LARGEST_WRITTEN || this == MAILBOX);
            case ONE_SENDER, TWO_SENDERS -> channel != null;
            case ENCODE, DECODE -> coding != null;
        };
    }
}
