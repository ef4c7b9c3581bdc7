package dev.cairn.internal.life;

import java.util.Arrays;
import java.util.function.Consumer;

/** Tokens that are polled together. Reclaimer only. */
final class TokenTable {
    private Token[] tokens = new Token[1024];
    private int count;

    int size() {
        return count;
    }

    void add(Token token) {
        if (count == tokens.length) {
            tokens = Arrays.copyOf(tokens, count * 2);
        }
        tokens[count++] = token;
    }

    /** Hands the counts of dead holders to {@code settler}; returns how many were dead. */
    int poll(Settler settler) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            Token token = tokens[i];
            if (token.isDead()) {
                lower(settler, token.first);
                lower(settler, token.second);
            } else {
                if (kept != i) {
                    tokens[kept] = token;
                }
                kept++;
            }
        }
        int dead = count - kept;
        Arrays.fill(tokens, kept, count, null);
        count = kept;
        return dead;
    }

    private static void lower(Settler settler, int reference) {
        if (reference != 0) {
            settler.lowerLater(reference);
        }
    }

    void moveTo(TokenTable other) {
        for (int i = 0; i < count; i++) {
            other.add(tokens[i]);
            tokens[i] = null;
        }
        count = 0;
    }

    void forEach(Consumer<Token> action) {
        for (int i = 0; i < count; i++) {
            action.accept(tokens[i]);
        }
    }
}
