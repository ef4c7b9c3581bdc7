package dev.cairn.internal.life;

import java.util.ArrayList;
import java.util.List;

/** Where living bases were born. */
final class Births {
    private Births() {}

    /** Of all bases whose tokens remember it; the caller keeps all others out. */
    static List<Throwable> of(Stripe[] stripes, Reclaimer reclaimer) {
        List<Throwable> births = new ArrayList<>();
        for (Stripe stripe : stripes) {
            stripe.handOver(reclaimer);
        }
        reclaimer.forEachToken(token -> {
            if (token.birth != null && !token.isDead()) {
                births.add(token.birth);
            }
        });
        return births;
    }
}
