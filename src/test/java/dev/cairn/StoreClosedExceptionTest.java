package dev.cairn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class StoreClosedExceptionTest {
    @Property
    void saysWhatWasAttempted(@ForAll String message) {
        assertEquals(message, new StoreClosedException(message).getMessage());
    }
}
