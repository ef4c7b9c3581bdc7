package dev.cairn.internal.alloc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cairn.internal.memory.Memory;
import dev.cairn.internal.memory.Region;
import org.junit.jupiter.api.Test;

class GroupsTest {
    private static final int CLASS = 3;

    private final Memory memory = new Memory(Region.reserve(1 << 20));
    private final Groups groups = new Groups(memory);
    private final long first = memory.atOffset(1 << 17);
    private final long second = first + Groups.HEADER;

    @Test
    void aStackGivesTheLastFirst() {
        groups.format(first, 64);
        groups.format(second, 3);
        groups.push(CLASS, first);
        groups.push(CLASS, second);
        assertEquals(0, groups.pop(CLASS + 1));
        assertEquals(second, groups.pop(CLASS));
        assertEquals(0b111, groups.take(second));
        assertEquals(first, groups.pop(CLASS));
        assertEquals(-1L, groups.take(first));
        assertEquals(0, groups.pop(CLASS));
    }

    @Test
    void aGroupIsOffOnceItsBitsWereTaken() {
        groups.format(first, 10);
        assertFalse(groups.isOff(first));
        groups.push(CLASS, first);
        groups.pop(CLASS);
        assertFalse(groups.isOff(first), "G3");
        groups.take(first);
        assertTrue(groups.isOff(first));
        assertEquals(0, groups.bits(first));
        groups.addBits(first, 0b101);
        assertEquals(0b101, groups.bits(first));
    }

    @Test
    void aGroupPutAsideKeepsItsBits() {
        groups.format(first, 10);
        groups.push(CLASS, first);
        groups.putAside(groups.pop(CLASS));
        assertTrue(groups.isOff(first));
        assertEquals((1 << 10) - 1, groups.bits(first));
    }

    @Test
    void freeingABlockTwiceIsSeen() {
        groups.format(first, 10);
        groups.take(first);
        groups.addBits(first, 1);
        var e = assertThrows(IllegalStateException.class, () -> groups.addBits(first, 1));
        assertTrue(e.getMessage().startsWith("I11"), e::getMessage);
    }
}
