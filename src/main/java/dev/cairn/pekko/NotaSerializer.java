package dev.cairn.pekko;

import dev.cairn.message.FormatException;
import dev.cairn.message.Nota;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.ByteBufferSerializer;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Writes messages as Nota when they leave the JVM: collections are written out, references to actors are paths. Pekko uses it for
 * every {@link dev.cairn.Version}, and for what else {@code pekko.actor.serialization-bindings} binds to {@code cairn-nota}. The
 * options are those of the {@link MessageSetup}, and their limits hold for each message, as it is written and as it is read.
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
        this.nota = Nota.of(MessageSetup.options(system));
    }

    @Override
    public int identifier() {
        return identifier;
    }

    /** The version of what is written. */
    @Override
    public String manifest(Object message) {
        return VERSION;
    }

    /** @throws dev.cairn.codec.CodecException if it has no Nota, or that would be longer than the limits allow */
    @Override
    public byte[] toBinary(Object message) {
        return nota.encode(message);
    }

    /**
     * @throws dev.cairn.codec.CodecException as above
     * @throws java.nio.BufferOverflowException if there is no room for it
     */
    @Override
    public void toBinary(Object message, ByteBuffer to) {
        try {
            nota.encode(message, new BufferOutputStream(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws NotSerializableException if the bytes are no message of this version, or more than the limits allow */
    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        return fromBinary(ByteBuffer.wrap(bytes), manifest);
    }

    /** @throws NotSerializableException as above */
    @Override
    public Object fromBinary(ByteBuffer bytes, String manifest) throws NotSerializableException {
        if (!manifest.equals(VERSION)) {
            throw new NotSerializableException("a message of version " + manifest + "; this is " + VERSION);
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
}
