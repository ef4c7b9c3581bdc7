package dev.cairn.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class DecimalTest {
    private static final long MOST = 100_000_000_000_000_000L;

    @Property
    void aDoubleHasItsShortestDigits(@ForAll long bits) {
        check(Double.longBitsToDouble(bits));
    }

    @Property
    void soHasTheOneNearestToAFewDigits(
            @ForAll @LongRange(min = -MOST, max = MOST) long digits,
            @ForAll @IntRange(min = -30, max = 30) int exponent) {
        double value = new BigDecimal(digits).scaleByPowerOfTen(exponent).doubleValue();
        check(value);
        check(Math.nextUp(value));
    }

    private static void check(double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        Decimal decimal = Decimal.of(value);
        long digits = decimal.negative() ? -decimal.coefficient() : decimal.coefficient();
        BigDecimal shortest = new BigDecimal(Double.toString(value));
        assertEquals(0, shortest.compareTo(new BigDecimal(digits).scaleByPowerOfTen(decimal.exponent())));
        assertEquals(value == 0, decimal.coefficient() == 0);
        assertNotEquals(value != 0, decimal.coefficient() % 10 == 0);
    }
}
