package dev.cairn;

import java.util.Random;

/** Bits as a text of zeros and ones, which is the model of a blob: cut, joined and compared as texts are. */
record BitText(String bits) {
    static BitText random(Random random, int length) {
        StringBuilder bits = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            bits.append(random.nextBoolean() ? '1' : '0');
        }
        return new BitText(bits.toString());
    }

    static BitText of(byte[] bytes) {
        StringBuilder bits = new StringBuilder();
        for (byte b : bytes) {
            bits.append(Integer.toBinaryString((b & 0xFF) | 0x100).substring(1));
        }
        return new BitText(bits.toString());
    }

    int length() {
        return bits.length();
    }

    BitText slice(int from, int to) {
        return new BitText(bits.substring(from, to));
    }

    BitText concat(BitText other) {
        return new BitText(bits + other.bits);
    }

    long number(int from, int count) {
        return count == 0 ? 0 : Long.parseUnsignedLong(bits.substring(from, from + count), 2);
    }

    byte[] bytes() {
        byte[] bytes = new byte[(length() + 7) / 8];
        for (int i = 0; i < length(); i++) {
            bytes[i / 8] |= (byte) (bits.charAt(i) == '1' ? 0x80 >> (i % 8) : 0);
        }
        return bytes;
    }

    long indexOf(BitText pattern, int fromByte) {
        for (int at = fromByte; 8 * at + pattern.length() <= length(); at++) {
            if (bits.startsWith(pattern.bits, 8 * at)) {
                return at;
            }
        }
        return -1;
    }

    /** A blob of these bits, appended in steps of random width. */
    Blob blob(Store store, Random random) {
        Blob.Builder builder = Blob.builder(store);
        for (int done = 0; done < length(); ) {
            int count = Math.min(length() - done, random.nextInt(65));
            builder.appendBits(number(done, count), count);
            done += count;
        }
        return builder.build();
    }
}
