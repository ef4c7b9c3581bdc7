package dev.cairn.bench.message;

import dev.cairn.bench.measure.Contender;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;

/** The ways compared. To add one: write its {@link Channel} or its {@link Passing}, give it a line here. */
public enum Transport implements Contender {
    MAILBOX("Mailbox", Side.OURS, MailboxChannel::new, PassedStone::new),
    LINKED_BLOCKING_QUEUE("LinkedBlockingQueue", Side.PEER, () -> new QueueChannel(new LinkedBlockingQueue<>()), null),
    JCTOOLS("JCTools", Side.PEER, () -> new QueueChannel(new MpscUnboundedArrayQueue<>(1024)), null),
    AGRONA("Agrona", Side.PEER, RingChannel::new, null),
    COPY("copy", Side.PEER, null, CopiedArray::new),
    SERIALIZATION("serialization", Side.PEER, null, SerializedArray::new);

    private static final int LARGEST_SERIALIZED = 1 << 20;

    private final String label;
    private final Side side;
    private final @Nullable Supplier<Channel> channel;
    private final @Nullable IntFunction<Passing> passing;

    Transport(String label, Side side, @Nullable Supplier<Channel> channel, @Nullable IntFunction<Passing> passing) {
        this.label = label;
        this.side = side;
        this.channel = channel;
        this.passing = passing;
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

    /** Whether it can do this. */
    public boolean supports(Operation operation, int size) {
        return operation == Operation.PASS
                ? passing != null && (this != SERIALIZATION || size <= LARGEST_SERIALIZED)
                : channel != null;
    }
}
