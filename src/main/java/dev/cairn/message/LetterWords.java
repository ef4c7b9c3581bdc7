package dev.cairn.message;

import dev.cairn.internal.letter.Envelope;
import dev.cairn.internal.life.Core;
import java.lang.ref.Reference;
import java.util.Objects;

/** The words of a letter where they lie, as long as this can be reached. */
final class LetterWords implements WordSource {
    private final Envelope envelope;
    private final Core core;
    private final long size;

    /** The words of a letter that the caller uses. */
    LetterWords(Envelope envelope) {
        this.envelope = envelope;
        this.core = envelope.core();
        this.size = envelope.words();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long word(long index) {
        core.check();
        try {
            return envelope.word(Objects.checkIndex(index, size));
        } finally {
            Reference.reachabilityFence(envelope);
        }
    }
}
