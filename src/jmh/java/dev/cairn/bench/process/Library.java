package dev.cairn.bench.process;

import dev.cairn.bench.measure.Contender;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * What is compared. To add a database: write its {@link Database}, give it a line in {@link #open}, {@link #openToRead} and
 * {@link #supports}. Only these load its classes.
 */
public enum Library implements Contender {
    CAIRN("Cairn", Side.OURS),
    IN_MEMORY("Cairn-memory", Side.OURS),
    BLOB_ALONE("Cairn-blob", Side.OURS),
    LMDB("LMDB", Side.PEER),
    CHRONICLE("Chronicle", Side.PEER),
    MV_STORE("MVStore", Side.PEER),
    PIPE("pipe", Side.PEER),
    SOCKET("socket", Side.PEER),
    QUEUE("Chronicle-Queue", Side.PEER),
    AERON("Aeron", Side.PEER),
    MAPPED("mapped", Side.LIMIT);

    /** What the libraries of LMDB, Chronicle and Aeron reach into, and what they are told. */
    private static final List<String> OF_PEERS = List.of(
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED",
            "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
            "--add-opens=jdk.compiler/com.sun.tools.javac=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dchronicle.analytics.disable=true",
            "-Dchronicle.announcer.disable=true",
            "-Dlmdbjava.disable.checks=true",
            "-Dslf4j.internal.verbosity=ERROR");

    private static final int LARGEST_COPIED = 8 << 20;

    private final String label;
    private final Side side;

    Library(String label, Side side) {
        this.label = label;
        this.side = side;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Side side() {
        return side;
    }

    /** Arguments of each JVM that uses it, beside those that all have. */
    List<String> jvmArguments() {
        return switch (this) {
            case LMDB, CHRONICLE, QUEUE, AERON -> OF_PEERS;
            default -> List.of();
        };
    }

    boolean isDatabase() {
        return switch (this) {
            case CAIRN, IN_MEMORY, LMDB, CHRONICLE, MV_STORE -> true;
            case BLOB_ALONE, PIPE, SOCKET, QUEUE, AERON, MAPPED -> false;
        };
    }

    /** Opens the database of {@code directory}, or makes it there, for writing; it will have so many entries. */
    Database open(Path directory, int entries) {
        Path path = Values.in(directory);
        return switch (this) {
            case CAIRN -> CairnDatabase.inFile(path);
            case IN_MEMORY -> CairnDatabase.inMemory();
            case LMDB -> LmdbDatabase.ofWriter(path);
            case CHRONICLE -> ChronicleDatabase.open(path, entries);
            case MV_STORE -> new MvStoreDatabase(path);
            case BLOB_ALONE, PIPE, SOCKET, QUEUE, AERON, MAPPED ->
                throw new UnsupportedOperationException(this + " is no database");
        };
    }

    /** As {@link #open}, after the process that wrote was killed. */
    Database openKilled(Path directory, int entries) {
        return this == CHRONICLE ? ChronicleDatabase.recover(Values.in(directory), entries) : open(directory, entries);
    }

    /** Opens the database of {@code directory} for reading, while another process has opened it. */
    Database openToRead(Path directory, int entries) {
        Path path = Values.in(directory);
        return switch (this) {
            case CAIRN -> CairnDatabase.ofReader(path);
            case LMDB -> LmdbDatabase.ofReader(path);
            case CHRONICLE -> ChronicleDatabase.open(path, entries);
            case IN_MEMORY, BLOB_ALONE, MV_STORE, PIPE, SOCKET, QUEUE, AERON, MAPPED ->
                throw new UnsupportedOperationException("only one process can open " + this);
        };
    }

    /** The end that sends letters of so many bytes; {@code output} is that of the process. It is there before the other one. */
    Signal sender(Path directory, int bytes, OutputStream output) throws IOException {
        Path path = Values.in(directory);
        return switch (this) {
            case CAIRN -> MailboxSignal.sender(path, bytes);
            case BLOB_ALONE -> MailboxSignal.blobSender(path, bytes);
            case PIPE -> PipeSignal.of(output, bytes);
            case SOCKET -> SocketSignal.sender(path, bytes);
            case QUEUE -> new QueueSignal(path, bytes);
            case AERON -> AeronSignal.sender(path, bytes);
            case MAPPED -> new MappedSignal(path);
            case IN_MEMORY, LMDB, CHRONICLE, MV_STORE ->
                throw new UnsupportedOperationException(this + " has no letters");
        };
    }

    /** The end that receives them from another process; {@code input} is what that one prints. The thread waits, or looks all the time. */
    Signal receiver(Path directory, int bytes, boolean waits, InputStream input) throws IOException {
        Path path = Values.in(directory);
        return switch (this) {
            case CAIRN -> MailboxSignal.receiver(path, waits);
            case BLOB_ALONE -> MailboxSignal.blobReceiver(path, waits);
            case PIPE -> PipeSignal.of(input, bytes);
            case SOCKET -> SocketSignal.receiver(path, bytes, waits);
            case QUEUE -> new QueueSignal(path, bytes);
            case AERON -> AeronSignal.receiver(path, bytes);
            case MAPPED -> new MappedSignal(path);
            case IN_MEMORY, LMDB, CHRONICLE, MV_STORE ->
                throw new UnsupportedOperationException(this + " has no letters");
        };
    }

    /** Whether it has the operation at this size. Aeron passes an eighth of its log at most, Chronicle Queue a part of what it maps at a time. */
    boolean supports(Operation operation, int size) {
        int largest = switch (this) {
            case QUEUE, AERON -> LARGEST_COPIED;
            case MAPPED -> Long.BYTES;
            default -> Integer.MAX_VALUE;
        };
        int smallest = this == BLOB_ALONE ? Long.BYTES + 1 : 0;
        return supports(operation) && (operation != Operation.LETTER_SEEN || size <= largest) && size >= smallest;
    }

    /** Whether it has the operation. */
    public boolean supports(Operation operation) {
        return switch (operation) {
            case PUT -> isDatabase();
            case UPDATE, BASE -> this == CAIRN || this == IN_MEMORY;
            case SNAPSHOT, READ, READ_WHILE_WRITTEN -> this == CAIRN || this == LMDB;
            case GET, GET_WHILE_WRITTEN, SWAPS_OF_ALL, SWAP, SLOW_SWAP -> isForManyProcesses();
            case LETTER_WAKES -> this == CAIRN || this == BLOB_ALONE || this == PIPE || this == SOCKET;
            case LETTER_SEEN ->
                this == CAIRN
                        || this == BLOB_ALONE
                        || this == SOCKET
                        || this == QUEUE
                        || this == AERON
                        || this == MAPPED;
            case LETTERS -> this == CAIRN || this == PIPE || this == SOCKET || this == QUEUE || this == AERON;
            case WAKE -> this == CAIRN || this == PIPE;
            case SEEN -> isForManyProcesses() || this == MAPPED;
            case OPEN, OPEN_KILLED -> isForManyProcesses() || this == MV_STORE;
            case SAVE, BACK_UP -> this == CAIRN || this == LMDB || this == MV_STORE;
        };
    }

    /** Whether it is a database that other processes can read and write while one writes it. */
    boolean isForManyProcesses() {
        return this == CAIRN || this == LMDB || this == CHRONICLE;
    }
}
