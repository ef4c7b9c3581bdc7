package dev.cairn.message;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Changes of inputs, none of which asks what the bytes mean; in steps of words, where there are such. */
final class Mutations {
    private static final int LONGEST = 1 << 14;

    private final SplittableRandom random;
    private final int step;

    Mutations(SplittableRandom random, int step) {
        this.random = random;
        this.step = step;
    }

    /** A few changes of {@code bytes}, for some of which there is {@code other}. */
    byte[] of(byte[] bytes, byte[] other) {
        byte[] changed = bytes.clone();
        for (int times = random.nextInt(1, 6); times > 0; times--) {
            changed = changed.length == 0 ? other.clone() : change(changed, other);
        }
        return changed.length > LONGEST ? Arrays.copyOf(changed, LONGEST) : changed;
    }

    private byte[] change(byte[] bytes, byte[] other) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(9)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt();
            case 2 -> bytes[at] += (byte) random.nextInt(-2, 3);
            case 3 ->
                Arrays.fill(
                        bytes,
                        at,
                        Math.min(bytes.length, at + random.nextInt(10)),
                        random.nextBoolean() ? (byte) 0x80 : (byte) -1);
            case 4 -> {
                return Arrays.copyOf(bytes, place(bytes));
            }
            case 5 -> {
                return splice(bytes, place(bytes), other, place(other));
            }
            case 6 -> {
                int from = place(bytes);
                return splice(bytes, Math.max(from, place(bytes)), bytes, from);
            }
            case 7 -> {
                return splice(bytes, place(bytes), bytes, place(bytes));
            }
            default -> inflate(bytes, at);
        }
        return bytes;
    }

    private int place(byte[] bytes) {
        return random.nextInt(bytes.length / step + 1) * step;
    }

    private static byte[] splice(byte[] head, int end, byte[] tail, int from) {
        byte[] spliced = Arrays.copyOf(head, end + tail.length - from);
        System.arraycopy(tail, from, spliced, end, tail.length - from);
        return spliced;
    }

    /** Makes a count larger, if there is one. */
    private void inflate(byte[] bytes, int at) {
        if (step == Long.BYTES) {
            bytes[at / step * step + random.nextInt(1, step)] |= (byte) (1 << random.nextInt(8));
        } else {
            bytes[at] |= (byte) (0x80 | random.nextInt(16));
        }
    }
}
