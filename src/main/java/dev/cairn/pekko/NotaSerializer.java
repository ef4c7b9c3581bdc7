package dev.cairn.pekko;

import dev.cairn.message.FormatException;
import dev.cairn.message.Nota;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.ByteBufferSerializer;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Writes messages as Nota when they leave the JVM: collections with all their elements, references to actors as paths. Pekko uses it for
 * every {@link dev.cairn.Version}, and for the classes that {@code pekko.actor.serialization-bindings} binds to {@code cairn-nota}. Its
 * options are those of the {@link MessageSetup}. Their limits hold for each message, when it is written and when it is read.
 */
public final class NotaSerializer extends SerializerWithStringManifest implements ByteBufferSerializer {
    private static final String VERSION = "nota-1";
    private static final String IDENTIFIER =
            "pekko.actor.serialization-identifiers.\"" + NotaSerializer.class.getName() + '"';

    private final int identifier;
    private final Nota nota;

    /** A serializer with the options of {@code system}; Pekko calls this. */
    public NotaSerializer(ExtendedActorSystem system) {
        this.identifier = system.settings().config().getInt(IDENTIFIER);
        this.nota = Nota.of(new ActorRefs(system).addTo(MessageSetup.options(system)));
    }

    @Override
    public int identifier() {
        return identifier;
    }

    /** The version of the format. */
    @Override
    public String manifest(Object message) {
        return VERSION;
    }

    /** @throws dev.cairn.codec.CodecException if the message cannot be written as Nota, or is longer than the limits allow */
    @Override
    public byte[] toBinary(Object message) {
        return nota.encode(message);
    }

    /**
     * @throws dev.cairn.codec.CodecException as above
     * @throws java.nio.BufferOverflowException if the buffer has too little room
     */
    @Override
    public void toBinary(Object message, ByteBuffer to) {
        try {
            nota.encode(message, new BufferOutputStream(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws NotSerializableException if the bytes are not a message of this version, or are more than the limits allow */
    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        return fromBinary(ByteBuffer.wrap(bytes), manifest);
    }

    /** @throws NotSerializableException as above */
    @Override
    public Object fromBinary(ByteBuffer bytes, String manifest) throws NotSerializableException {
        if (!manifest.equals(VERSION)) {
            throw new NotSerializableException("a message of version " + manifest + "; this side reads " + VERSION);
        }
        int length = bytes.remaining();
        try {
            return Objects.requireNonNull(nota.decode(new BufferInputStream(bytes)));
        } catch (FormatException | IOException e) {
            var refusal = new NotSerializableException("a message of " + length + " bytes, wrong " + e.getMessage());
            refusal.initCause(e);
            throw refusal;
        }
    }

    /** Reads the rest of a buffer. */
    private static final class BufferInputStream extends InputStream {
        private static final int BYTE_MASK = 0xFF;

        private final ByteBuffer buffer;

        BufferInputStream(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public int read() {
            return buffer.hasRemaining() ? buffer.get() & BYTE_MASK : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            if (!buffer.hasRemaining()) {
                return -1;
            }
            int count = Math.min(length, buffer.remaining());
            buffer.get(bytes, from, count);
            return count;
        }
    }

    /** Writes into a buffer. */
    private static final class BufferOutputStream extends OutputStream {
        private final ByteBuffer buffer;

        BufferOutputStream(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public void write(int b) {
            buffer.put((byte) b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            buffer.put(bytes, from, length);
        }
    }
}
