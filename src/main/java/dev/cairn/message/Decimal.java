package dev.cairn.message;

import java.math.BigInteger;

/**
 * A double as a whole number times a power of ten: the shortest digits whose nearest double it is, as in {@link Double#toString} (R.
 * Giulietti, <em>The Schubfach way to render doubles</em>).
 */
record Decimal(boolean negative, long coefficient, int exponent) {
    private static final long EXACT = 1L << 53;

    /** Below this no two whole numbers, as the 15 digits of decimals, have the same nearest double: the first that fits is the shortest. */
    private static final double UNIQUE = 1e15;

    private static final int DIGITS = 14;

    /** The decimal logarithm of 2, times 4096. */
    private static final int LOG_OF_2 = 1233;

    private static final int LOG_SHIFT = 12;
    private static final int FOUR_ZEROS = 10_000;

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /** The decimal of a finite double. */
    static Decimal of(double value) {
        double magnitude = Math.abs(value);
        int places = Math.clamp(DIGITS - digitsBeforePoint(magnitude), 0, POWERS.length - 1);
        double scaled = magnitude * POWERS[places];
        long whole = Math.round(scaled);
        return scaled < UNIQUE && whole / POWERS[places] == magnitude
                ? shortest(value < 0, whole, -places)
                : ofText(value < 0, Double.toString(magnitude));
    }

    /** The number of digits before the decimal point, or one more. It is negative if zeros follow the point. */
    private static int digitsBeforePoint(double value) {
        return (((Math.getExponent(value) + 1) * LOG_OF_2) >> LOG_SHIFT) + 1;
    }

    private static Decimal ofText(boolean negative, String text) {
        long coefficient = 0;
        int exponent = 0;
        boolean fraction = false;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit == 'E') {
                exponent += Integer.parseInt(text, i + 1, text.length(), 10);
                break;
            }
            if (digit == '.') {
                fraction = true;
            } else {
                coefficient = 10 * coefficient + (digit - '0');
                exponent -= fraction ? 1 : 0;
            }
        }
        return shortest(negative, coefficient, exponent);
    }

    private static Decimal shortest(boolean negative, long digits, int power) {
        long coefficient = digits;
        int exponent = power;
        while (coefficient != 0 && coefficient % FOUR_ZEROS == 0) {
            coefficient /= FOUR_ZEROS;
            exponent += 4;
        }
        while (coefficient != 0 && coefficient % 10 == 0) {
            coefficient /= 10;
            exponent++;
        }
        return new Decimal(negative, coefficient, coefficient == 0 ? 0 : exponent);
    }

    /** The double nearest to {@code coefficient} times a power of ten. The coefficient is not negative. */
    static double nearest(long coefficient, int exponent) {
        if (coefficient <= EXACT && Math.abs(exponent) < POWERS.length) {
            return exponent < 0 ? coefficient / POWERS[-exponent] : coefficient * POWERS[exponent];
        }
        return nearest(BigInteger.valueOf(coefficient), exponent);
    }

    static double nearest(BigInteger coefficient, int exponent) {
        return Double.parseDouble(coefficient + "E" + exponent);
    }
}
