package dev.cairn.internal.life;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A table of tokens that are polled together. Reclaimer only. */
final class TokenTable {
    /*
     * Whatever error comes, no token is lost and none is there twice. A lost token would let a repair free nodes that are in use. So tokens
     * move by a copy behind the end of the table, and then by two writes in one frame, where no call can fail.
     */
    @Nullable
    Token[] tokens = new Token[1024];

    int count;

    int size() {
        return count;
    }

    private Token token(int i) {
        return Objects.requireNonNull(tokens[i]);
    }

    /** Makes room for {@code more} tokens. */
    void expect(int more) {
        if (more > tokens.length - count) {
            tokens = Arrays.copyOf(tokens, Math.max(tokens.length * 2, count + more));
        }
    }

    /** Gives away what dead holders own, as {@link Token#giveTo}; returns how many bases were dead. */
    int poll(IntStack drops) {
        int kept = 0;
        int deadBases = 0;
        int i = 0;
        try {
            for (; i < count; i++) {
                Token token = token(i);
                if (token.isDead()) {
                    deadBases += token.isOfBase ? 1 : 0;
                    if (token.end()) {
                        token.giveTo(drops);
                    }
                } else {
                    if (kept != i) {
                        tokens[kept] = token;
                    }
                    kept++;
                }
            }
        } finally {
            int end = count;
            while (i < end) {
                tokens[kept++] = tokens[i++];
            }
            count = kept;
            while (kept < end) {
                tokens[kept++] = null;
            }
        }
        return deadBases;
    }

    /** Ends all tokens, and gives away what their holders own, as {@link Token#giveTo}. */
    void endAll(IntStack drops) {
        for (; count > 0; tokens[count] = null) {
            Token token = token(--count);
            if (token.end()) {
                token.giveTo(drops);
            }
        }
    }

    void moveTo(TokenTable other) {
        int moved = count;
        other.expect(moved);
        System.arraycopy(tokens, 0, other.tokens, other.count, moved);
        other.count += moved;
        count = 0;
        Arrays.fill(tokens, 0, moved, null);
    }

    /** How many tokens are of bases. */
    int bases() {
        int bases = 0;
        for (int i = 0; i < count; i++) {
            bases += token(i).isOfBase ? 1 : 0;
        }
        return bases;
    }

    void forEach(Consumer<Token> action) {
        for (int i = 0; i < count; i++) {
            action.accept(token(i));
        }
    }
}
