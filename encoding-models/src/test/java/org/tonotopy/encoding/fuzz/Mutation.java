package org.tonotopy.encoding.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What happens to files on their way: changed bits, lost ends, moved blocks, and lengths that claim what is not there. */
public final class Mutation {

    private static final int SHORT_BLOCK = 40;
    private static final int LONG_BLOCK = 2048;
    private static final int KINDS = 9;

    /** What breaks readers that trust a length: signs, overflows, and amounts that nobody can allocate. */
    private static final long[] EXTREMES = {
        0,
        1,
        -1,
        Byte.MIN_VALUE,
        Short.MAX_VALUE,
        0xffff,
        100_000_000,
        0x40000000,
        Integer.MAX_VALUE - 8,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0x7ff0000000000000L,
        0x7ff8000000000000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private Mutation() {}

    /** A copy of bytes with one to three changes. */
    public static byte[] of(byte[] original, SplittableRandom random) {
        byte[] bytes = original;
        for (int changes = Math.max(1, random.nextInt(-3, 4)); changes > 0 && bytes.length > 0; changes--) {
            bytes = once(bytes, random);
        }
        return bytes;
    }

    private static byte[] once(byte[] original, SplittableRandom random) {
        byte[] bytes = original.clone();
        int at = random.nextInt(bytes.length);
        int longest = random.nextInt(8) == 0 ? LONG_BLOCK : SHORT_BLOCK;
        int length = random.nextInt(Math.min(longest, bytes.length - at) + 1);
        switch (random.nextInt(KINDS)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 20));
            case 3 -> changeDigit(bytes, random);
            case 4 -> System.arraycopy(original, random.nextInt(bytes.length - length + 1), bytes, at, length);
            case 5 -> Arrays.fill(bytes, at, at + length, (byte) 0);
            case 6 -> swap(bytes, at, random.nextInt(bytes.length - length + 1), length);
            case 7 -> bytes = withDuplicate(bytes, at, length);
            default -> claim(bytes, random);
        }
        return bytes;
    }

    /** Digits decide about shapes, lengths and times in text. */
    private static void changeDigit(byte[] bytes, SplittableRandom random) {
        for (int tries = 0; tries < 200; tries++) {
            int at = random.nextInt(bytes.length);
            if (bytes[at] >= '0' && bytes[at] <= '9') {
                bytes[at] = (byte) ('0' + random.nextInt(10));
                return;
            }
        }
    }

    private static void swap(byte[] bytes, int first, int second, int length) {
        byte[] block = Arrays.copyOfRange(bytes, first, first + length);
        System.arraycopy(bytes, second, bytes, first, length);
        System.arraycopy(block, 0, bytes, second, length);
    }

    private static byte[] withDuplicate(byte[] bytes, int at, int length) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
        return longer;
    }

    /** Binary formats keep their lengths at even places. */
    private static void claim(byte[] bytes, SplittableRandom random) {
        int width = 2 << random.nextInt(3);
        if (bytes.length < width) {
            return;
        }
        int at = random.nextInt((bytes.length - width) / 2 + 1) * 2;
        long value = EXTREMES[random.nextInt(EXTREMES.length)];
        ByteBuffer buffer =
                ByteBuffer.wrap(bytes).order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        switch (width) {
            case 2 -> buffer.putShort(at, (short) value);
            case 4 -> buffer.putInt(at, (int) value);
            default -> buffer.putLong(at, value);
        }
    }
}
