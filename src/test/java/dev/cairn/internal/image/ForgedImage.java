package dev.cairn.internal.image;

import dev.cairn.Damages;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** An image in which somebody changed a word on purpose, and made the checksum right again. */
public final class ForgedImage {
    private ForgedImage() {}

    /** Changes {@code image} at a random place in the nodes or the list of names. */
    public static void forge(byte[] image, Random random) {
        ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.nativeOrder());
        ByteBuffer head = bytes.slice(0, ImageFormat.HEAD_BYTES).order(ByteOrder.nativeOrder());
        long identity = ImageHead.read(java.nio.file.Path.of("test"), head).identity();
        List<Integer> frames = new ArrayList<>();
        long offset = ImageFormat.AT_FRAMES;
        while (offset < image.length) {
            frames.add((int) offset);
            int type = bytes.getInt((int) offset + ImageFormat.AT_TYPE);
            offset += length(bytes, (int) offset);
            offset = type == ImageFormat.LAST ? ImageFormat.nextPage(offset) : offset;
        }
        int frame = frames.get(random.nextInt(frames.size()));
        int length = length(bytes, frame);
        int at = frame
                + ImageFormat.FRAME_HEADER
                + random.nextInt((length - ImageFormat.FRAME_HEADER) / Integer.BYTES) * Integer.BYTES;
        int seen = bytes.getInt(at);
        bytes.putInt(
                at,
                Damages.damaged(
                        seen,
                        random,
                        () -> bytes.getInt(frame
                                + ImageFormat.FRAME_HEADER
                                + random.nextInt((length - ImageFormat.FRAME_HEADER) / Integer.BYTES)
                                        * Integer.BYTES)));
        bytes.putInt(frame + ImageFormat.AT_FRAME_CRC, 0);
        int crc = ImageFormat.frameCrc(identity, frame, bytes.slice(frame, length), length);
        bytes.putInt(frame + ImageFormat.AT_FRAME_CRC, crc);
    }

    private static int length(ByteBuffer bytes, int frame) {
        return ImageFormat.FRAME_HEADER + (bytes.getInt(frame) + 7 & -8);
    }
}
