package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Allocator;
import dev.cairn.internal.alloc.Superblock;
import dev.cairn.internal.memory.Memory;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a process does for the others that write the same file (see {@link Crew}): it leads them, or stands still when it is asked to. */
final class CrewWork implements CrewThread.Work {
    private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** How often who wants to lead looks whether it does: about two seconds, and longer if the system is busy. */
    private static final int LEAD_LOOKS = 2000;

    private static final long ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(800);
    private static final int TRIES = 2;
    private static final long SHORTEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final NodeSpace space;
    private final Roots roots;
    private final Tokens tokens;
    private final Health health;
    private final Reclaimer reclaimer;
    private final StripeGate gate;
    private final Crew crew;
    private final Memory memory;
    private final Allocator allocator;
    private final Ledger ledger;
    private final InheritedPages inherited;
    private final Lock turn;
    private final Candidacy candidacy;
    private final long[] freeSince = new long[Superblock.ROWS];
    private long sweptAt;
    private long restsUntil;
    private int answering;
    private long answersUntil;
    private long collectionsBefore;
    private long rest = SHORTEST_REST_NANOS;

    CrewWork(
            NodeSpace space,
            Crew crew,
            Roots roots,
            Tokens tokens,
            Health health,
            Reclaimer reclaimer,
            StripeGate gate) {
        this.space = space;
        this.roots = roots;
        this.tokens = tokens;
        this.health = health;
        this.reclaimer = reclaimer;
        this.gate = gate;
        this.crew = crew;
        this.memory = space.memory();
        this.allocator = space.allocator();
        this.ledger = Objects.requireNonNull(space.ledger());
        this.inherited = Objects.requireNonNull(tokens.releaser.inherited);
        this.turn = tokens.turn;
        this.candidacy = new Candidacy(memory, crew);
        this.sweptAt = System.nanoTime();
        this.restsUntil = sweptAt;
    }

    private <R> R exclusively(Supplier<R> action) {
        return gate.exclusively(turn, action, StripeGate.LET_IN_NANOS);
    }

    private int get(int offset) {
        return memory.getIntAcquire(memory.atOffset(offset));
    }

    /** Begins to lead if this process is alone, as it opens the file. The caller holds all stripes. */
    void begin() {
        crew.begin();
        answering = crew.asked();
        if (!crew.locks.tryLead()) {
            return;
        }
        if (!crew.locks.hasOthers()) {
            crew.endCall();
            crew.setLeading(true);
        } else if (!crew.locks.isToLead()) {
            crew.locks.endLead();
        }
    }

    /** Whether this process is the last that writes the file; it leads then. Nobody opens or closes it. The caller holds all stripes. */
    boolean isLast() {
        if (!crew.locks.tryLead() || crew.locks.hasOthers()) {
            return false;
        }
        if (!crew.isLeading()) {
            takeOver();
        }
        return true;
    }

    @Override
    public boolean look() {
        space.requireRight();
        if (space.isDetached()) {
            return false;
        }
        crew.owner.see();
        tokens.noteFigures();
        health.noteAgain();
        if (!crew.isLeading() && candidacy.tries() && crew.locks.tryLead()) {
            takeOver();
        }
        if (crew.isLeading()) {
            lead();
            if (candidacy.yields()) {
                yieldLead();
            }
        } else if (crew.isCalled()) {
            standStill();
        }
        if (crew.isAsked()) {
            answer(crew.asked());
        }
        return true;
    }

    /** Runs the collector of this process for another one that has no room. Called until that is done. */
    private void answer(int asked) {
        long now = System.nanoTime();
        if (answering != asked) {
            answering = asked;
            collectionsBefore = reclaimer.collections();
            answersUntil = now + ANSWER_NANOS;
            reclaimer.askFullCollection();
        }
        boolean isLate = now - answersUntil >= 0;
        if (isLate || reclaimer.collections() != collectionsBefore) {
            if (isLate || !crew.isLeading() || crew.haveAnswered(asked)) {
                reclaimer.emptyAndTrim();
                crew.answer(asked);
            }
        }
    }

    private void takeOver() {
        turn.lock();
        try {
            if (space.isDetached()) {
                return;
            }
            crew.endCall();
            ledger.lose(get(Superblock.AT_IN_HAND));
            memory.setIntRelease(memory.atOffset(Superblock.AT_IN_HAND), 0);
            if (get(Superblock.AT_WINDOW) != 0) {
                space.noteFailure();
            }
            ledger.forgetTaken(); // of an earlier time in which this process led
            ledger.figures.finishMove();
            inherited.beginAnew();
            crew.setLeading(true);
            candidacy.changed();
        } finally {
            turn.unlock();
        }
        sweep();
    }

    /** Lets another process lead, after all is worked off. */
    private void yieldLead() {
        exclusively(() -> {
            if (!space.isDetached() && crew.isLeading() && candidacy.yields()) {
                health.noteAgain();
                new Attachment(space, tokens, roots, tokens.stripes).leave(false);
                crew.locks.endLead();
                candidacy.changed();
            }
            return this;
        });
    }

    private void standStill() {
        boolean leads = exclusively(() -> {
            tokens.gatherAlone();
            if (health.failure != null) {
                health.noteAgain();
                tokens.noteAgain();
            }
            if (!tokens.areNoted() || (!tokens.handDropsAlone() && !crew.hasFailed())) {
                return false; // W4: it is tried again when there is room
            }
            ledger.figures.note(tokens.balance());
            int counted = crew.counted();
            boolean isDead = crew.standStill();
            if (crew.counted() != counted) {
                tokens.forgetDrops();
            }
            if (!crew.hasFailed()) {
                health.repairedByOther();
            }
            return isDead;
        });
        if (leads) {
            takeOver();
        }
    }

    private void lead() {
        long now = System.nanoTime();
        if (now - sweptAt > SWEEP_NANOS) {
            sweep();
        }
        if (get(Superblock.AT_LOST) > Attachment.LOST_MAX) {
            space.noteFailure();
        }
        if (now - restsUntil >= 0 && !health.isBeyondRepair() && (crew.hasFailed() || awaitsStillness())) {
            mend();
        }
        if (ledger.isOffered()) {
            reclaimer.signal.wake();
        }
    }

    private boolean awaitsStillness() {
        turn.lock();
        try {
            return inherited.awaitsStillness();
        } finally {
            turn.unlock();
        }
    }

    /** Begins to give back what dead processes left. */
    private void sweep() {
        sweptAt = System.nanoTime();
        sweepRows(true);
    }

    /** {@code isPatient}: a process that has lost its lock by an accident, and writes on, has time to see that. */
    private void sweepRows(boolean isPatient) {
        for (int row = 0; row < Superblock.ROWS; row++) {
            boolean isUsed = row != crew.row() && inherited.isLeft(row, allocator);
            if (!isUsed || (isPatient && !crew.locks.isRowFree(row))) {
                freeSince[row] = 0;
            } else if (!isPatient || isFreeLong(row)) {
                sweep(row);
            }
        }
    }

    private boolean isFreeLong(int row) {
        long now = System.nanoTime() | 1;
        if (freeSince[row] == 0) {
            freeSince[row] = now;
        }
        return now - freeSince[row] >= Crew.LOST_LOCK_NANOS;
    }

    private void sweep(int dead) {
        turn.lock(); // first: whoever looks takes the process for alive as long as somebody has the byte of its row
        try {
            if (!space.isDetached()) {
                crew.locks.sweepRow(dead, () -> inherited.sweep(dead, allocator));
            }
        } catch (IllegalStateException e) {
            health.failure = space.corrupt(String.valueOf(e.getMessage()), e);
            space.noteFailure();
        } finally {
            turn.unlock();
        }
    }

    /** Makes right what can only be made right while all stand still. If somebody does not answer, it is tried again after a while. */
    private void mend() {
        boolean isDone = false;
        try {
            isDone = stillness(this::mendNow) != null;
        } finally {
            rest = isDone ? SHORTEST_REST_NANOS : Math.min(2 * rest, LONGEST_REST_NANOS);
            restsUntil = System.nanoTime() + rest;
        }
    }

    private CrewWork mendNow() {
        if (crew.hasFailed()) {
            health.repairForAll();
        } else {
            allocator.repair(); // nobody cuts a slab now
            ledger.offerAnew();
            allocator.trimAfterKill(() -> {});
            inherited.endStillness();
        }
        return this;
    }

    /** Runs {@code action} while no other process adds or removes a name. */
    @SuppressWarnings("NullAway") // the result is as that of the action
    <R extends @Nullable Object> R inNames(Supplier<R> action) {
        StackRoom.require(); // an error must not keep the lock
        Result<R> result = new Result<>();
        if (!crew.locks.inNames(() -> roots.change(() -> result.value = action.get()))) {
            throw space.errors.inUse(Crew.NAMES_IN_USE);
        }
        return result.value;
    }

    /**
     * Runs {@code action} while all processes stand still.
     *
     * @throws IllegalStateException if this process does not lead, or another one did not answer
     */
    <R> R inStillness(Supplier<R> action) {
        R result = whileLeading(() -> stillness(action));
        if (result == null) {
            space.check();
            throw space.errors.inUse(
                    crew.isLeading()
                            ? "a process that writes it does not answer; if it was stopped, let it go on, or end it"
                            : "the process that leads does not let this one lead; if it was stopped, let it go on, or end it");
        }
        return result;
    }

    /** As {@link Health#hasFoundLost}, if all stand still when they are asked to. */
    boolean hasFoundLost() {
        Boolean found = get(Superblock.AT_LOST) == 0 ? null : whileLeading(() -> stillness(health::hasFoundLost));
        return found != null && found;
    }

    /** Runs {@code action} while this process leads, if it can. Else returns null. Another process may lead before the action begins. */
    private <R> @Nullable R whileLeading(Supplier<@Nullable R> action) {
        candidacy.need();
        try {
            R result = null;
            for (int tries = 0; tries < TRIES && result == null; tries++) {
                result = (crew.isLeading() || leads()) ? action.get() : null;
            }
            return result;
        } finally {
            candidacy.endNeed();
        }
    }

    /** Waits until this process leads; returns whether it does. */
    private boolean leads() {
        crew.want(true);
        try {
            for (int looks = 0; looks < LEAD_LOOKS && !crew.isLeading() && !space.isClosed(); looks++) {
                crew.wantNext(); // another process that wanted to has forgotten this one
                LockSupport.parkNanos(LOOK_NANOS);
            }
            return crew.isLeading();
        } finally {
            crew.want(false);
        }
    }

    private <R> @Nullable R stillness(Supplier<R> action) {
        StackRoom.require();
        Result<R> result = new Result<>();
        crew.locks.whileNobodyOpens(() -> exclusively(() -> {
            if (!space.isDetached() && crew.isLeading()) {
                result.value = called(action);
            }
            return result;
        }));
        return result.value;
    }

    private <R> @Nullable R called(Supplier<R> action) {
        try {
            if (!crew.callAll()) {
                return null;
            }
            allocator.refresh();
            sweepRows(false); // of processes that died just now
            roots.recover();
            return action.get();
        } finally {
            crew.endCall();
        }
    }

    private static final class Result<R extends @Nullable Object> {
        @Nullable
        R value;
    }
}
