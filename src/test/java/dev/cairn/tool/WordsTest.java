package dev.cairn.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void wordsAreRunsOfLettersDigitsAndUnderscores() {
        String text = "int _a1 = été(a, int);";
        assertEquals(
                Map.of(
                        "int", List.of(Position.of(7, 0), Position.of(7, 17)),
                        "_a1", List.of(Position.of(7, 4)),
                        "été", List.of(Position.of(7, 10))),
                Words.of(7, text));
    }

    @Test
    void whatIsTooShortOrTooLongIsNoWord() {
        String most = "x".repeat(64);
        assertEquals(Map.of(), Words.of(0, ""));
        assertEquals(Map.of(), Words.of(0, "a b " + most + "x"));
        assertEquals(Map.of(most, List.of(Position.of(0, 2))), Words.of(0, "a " + most));
    }

    @Test
    void aWordStandsAtAPlaceAsAWhole() {
        assertTrue(Words.isAt("to be", 0, "to"));
        assertTrue(Words.isAt("to be", 3, "be"));
        assertFalse(Words.isAt("too be", 0, "to"));
        assertFalse(Words.isAt("to be", 1, "o"));
        assertFalse(Words.isAt("to be", 3, "to"));
        assertFalse(Words.isAt("to be", 5, "be"));
        assertFalse(Words.isAt("to be", -1, "be"));
    }

    @Test
    void aPositionIsATextAndAPlace() {
        long position = Position.of(Integer.MAX_VALUE, Integer.MAX_VALUE);
        assertEquals(Integer.MAX_VALUE, Position.text(position));
        assertEquals(Integer.MAX_VALUE, Position.offset(position));
        assertEquals(3, Position.text(Position.of(3, 4)));
        assertEquals(4, Position.offset(Position.of(3, 4)));
    }
}
