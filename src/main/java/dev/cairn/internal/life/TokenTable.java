package dev.cairn.internal.life;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tokens that are polled together. Reclaimer only. */
final class TokenTable {
    private @Nullable Token[] tokens = new Token[1024];
    private int count;

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

    void add(Token token) {
        expect(1);
        tokens[count++] = token;
    }

    /** Hands the counts of dead holders to {@code settler}; returns how many bases were dead. */
    int poll(Settler settler) {
        int kept = 0;
        int deadBases = 0;
        for (int i = 0; i < count; i++) {
            Token token = token(i);
            if (token.isDead()) {
                deadBases += token.isOfBase ? 1 : 0;
                if (token.end()) {
                    lower(settler, token.first);
                    lower(settler, token.second);
                }
            } else {
                if (kept != i) {
                    tokens[kept] = token;
                }
                kept++;
            }
        }
        Arrays.fill(tokens, kept, count, null);
        count = kept;
        return deadBases;
    }

    private static void lower(Settler settler, int reference) {
        if (reference != 0) {
            settler.lowerLater(reference);
        }
    }

    void moveTo(TokenTable other) {
        other.expect(count);
        while (count > 0) {
            other.add(token(count - 1));
            tokens[--count] = null;
        }
    }

    void forEach(Consumer<Token> action) {
        for (int i = 0; i < count; i++) {
            action.accept(token(i));
        }
    }
}
