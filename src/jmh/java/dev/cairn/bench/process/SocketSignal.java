package dev.cairn.bench.process;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** So many bytes, a number first, through a Unix domain socket. Whoever receives waits in the system, or asks it all the time. */
final class SocketSignal implements Signal {
    private final ByteBuffer bytes;
    private final @Nullable ServerSocketChannel server;
    private @Nullable SocketChannel channel;

    private SocketSignal(int bytes, @Nullable ServerSocketChannel server, @Nullable SocketChannel channel) {
        this.bytes = ByteBuffer.allocateDirect(bytes);
        this.server = server;
        this.channel = channel;
    }

    /** The end that sends, and was there first. */
    static SocketSignal sender(Path path, int bytes) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        return new SocketSignal(bytes, server, null);
    }

    static SocketSignal receiver(Path path, int bytes, boolean waits) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        channel.configureBlocking(waits);
        return new SocketSignal(bytes, null, channel);
    }

    private SocketChannel channel() throws IOException {
        SocketChannel open = channel;
        if (open == null) {
            open = Objects.requireNonNull(server).accept();
            channel = open;
        }
        return open;
    }

    @Override
    public void send(long number) throws IOException {
        bytes.clear().putLong(0, number);
        while (bytes.hasRemaining()) {
            channel().write(bytes);
        }
    }

    @Override
    public long receive() throws IOException {
        bytes.clear();
        while (bytes.hasRemaining()) {
            int read = channel().read(bytes);
            if (read < 0) {
                throw new EOFException("the other process has ended");
            }
            if (read == 0) {
                Thread.onSpinWait();
            }
        }
        return bytes.getLong(0);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
        if (server != null) {
            server.close();
        }
    }
}
