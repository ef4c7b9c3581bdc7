package dev.cairn;

import dev.cairn.internal.life.Reclaimer;
import dev.cairn.internal.memory.SystemProperty;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What a JVM must have before it makes a store. */
final class Environment {
    /** State of all stores of the process; a class of its own, so that {@link Startup} initialises it. */
    private static final class OfProcess {
        static final AtomicInteger STORES = new AtomicInteger();

        /** Whether the warnings about this JVM were logged. */
        static final AtomicBoolean TOLD = new AtomicBoolean();
    }

    private Environment() {}

    /** Initialises the library, rejects unknown system properties, and logs a warning if the garbage collector frees nothing. */
    static void require() {
        Startup.await();
        SystemProperty.requireFlags();
        if (!OfProcess.TOLD.getAndSet(true)) {
            Set<String> unknown = SystemProperty.unknown();
            if (!unknown.isEmpty()) {
                warn("unknown system properties: " + unknown + "; known are " + SystemProperty.known());
            }
            if (!Reclaimer.hasCollector()) {
                warn("this JVM's garbage collector (Epsilon) collects nothing, so a store frees only the versions"
                        + " that scopes end; choose another collector, or put all work into scopes");
            }
        }
    }

    private static void warn(String message) {
        logger().log(System.Logger.Level.WARNING, message);
    }

    /** The number of a new store among those of this process. */
    static int nextStore() {
        return OfProcess.STORES.incrementAndGet();
    }

    /** The log for problems that no exception can report. */
    static System.Logger logger() {
        return System.getLogger("dev.cairn");
    }
}
