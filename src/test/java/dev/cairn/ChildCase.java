package dev.cairn;

import org.junit.jupiter.api.AfterEach;

/** A test of a store in a file that a second process uses. That is killed at the end, if it has not ended. */
abstract class ChildCase extends FileCase {
    Process child;

    @AfterEach
    final void killChild() throws InterruptedException {
        if (child != null) {
            child.toHandle().destroyForcibly(); // the streams stay open
            child.waitFor();
        }
    }
}
