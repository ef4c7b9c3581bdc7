package dev.cairn.internal.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.cairn.Store;
import dev.cairn.internal.life.Core;
import dev.cairn.internal.life.Writers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A mailbox, and the processes that have it, all played by this one. A death is a step that is not done. */
final class PostPlay {
    static final int SENDER = 3;
    static final int RECEIVER = 7;
    private static final int CAPACITY = 1_000;
    private static final int LOOKS = 100_000;

    /** A process. It lives until {@link #ended} has its generation. {@code patience}: so long a dead one may be at work. */
    record Member(int row, int generation, Set<Integer> ended, long patience) implements Writers {
        Member(int row, int generation, Set<Integer> ended) {
            this(row, generation, ended, 0);
        }

        @Override
        public boolean hasEnded(int ofRow, int ofGeneration) {
            return ended.contains(ofGeneration);
        }

        @Override
        public boolean isReplaced(int ofRow, int ofGeneration) {
            return false;
        }

        @Override
        public long patienceNanos() {
            return patience;
        }

        @Override
        public long pid(int ofRow) {
            return 1_000L + ofRow;
        }
    }

    /** Finds each dead process alive at each second look, as if another one had the lock of its row just then. */
    record Flickering(Member member, AtomicInteger looks) implements Writers {
        @Override
        public int row() {
            return member.row;
        }

        @Override
        public int generation() {
            return member.generation;
        }

        @Override
        public boolean hasEnded(int ofRow, int ofGeneration) {
            return member.hasEnded(ofRow, ofGeneration) && looks.incrementAndGet() % 2 == 1;
        }

        @Override
        public boolean isReplaced(int ofRow, int ofGeneration) {
            return false;
        }

        @Override
        public long patienceNanos() {
            return 0;
        }

        @Override
        public long pid(int ofRow) {
            return member.pid(ofRow);
        }
    }

    final Core core;
    final int node;
    final Set<Integer> ended = new HashSet<>();
    final List<Post> posts = new ArrayList<>();

    PostPlay(Store store) {
        this.core = LetterBridge.get().core(store);
        int made = core.change(stripe -> Post.make(core, stripe, CAPACITY));
        this.node = made;
        process(0, 1_000);
        core.reassign(stripe -> stripe.drop(made));
    }

    Post process(int row, int generation) {
        return process(new Member(row, generation, ended));
    }

    /** {@code looks}: 0 if the first look finds the dead one dead, 1 if the first finds it alive. */
    Post flickering(int row, int generation, int looks) {
        return process(new Flickering(new Member(row, generation, ended), new AtomicInteger(looks)));
    }

    Post process(Writers writers) {
        Post post = core.change(stripe -> new Post(core, stripe, "box", node, writers));
        posts.add(post);
        return post;
    }

    void send(Post sender, long from, long to) {
        for (long i = from; i < to; i++) {
            assertEquals(MailQueue.Outcome.SENT, queue(sender).offer(draft(i)));
        }
    }

    PostQueue queue(Post post) {
        return new PostQueue(post, pid -> new IllegalStateException("process " + pid));
    }

    /** A process that waits for ever before it believes that a dead one is not at work. */
    Post patient(int row, int generation) {
        return process(new Member(row, generation, ended, Long.MAX_VALUE));
    }

    /** Claims the next place, and dies before it is filled. */
    long claim(Post sender) {
        return core.change(stripe -> LaneSender.claim(core, stripe, lane(sender)));
    }

    Lane lane(Post sender) {
        return sender.own().lane(Lanes.ORDINARY);
    }

    void end(int generation) {
        ended.add(generation);
    }

    static Draft draft(long value) {
        Draft draft = new Draft();
        draft.append(value);
        return draft;
    }

    /** The value of the next letter, as soon as there is one; null if there is none for long. */
    static @Nullable Long next(PostQueue queue) {
        for (int looks = 0; looks < LOOKS; looks++) {
            Envelope letter = queue.poll();
            if (letter != null) {
                letter.use();
                letter.end(Envelope.State.OPENED);
                queue.finished();
                return letter.word(0);
            }
        }
        return null;
    }

    static void receive(PostQueue queue, long from, long to) {
        for (long i = from; i < to; i++) {
            assertEquals(i, next(queue));
        }
    }

    static void take(PostQueue queue, int letters) {
        for (int i = 0; i < letters; i++) {
            assertNotNull(queue.poll());
        }
    }
}
