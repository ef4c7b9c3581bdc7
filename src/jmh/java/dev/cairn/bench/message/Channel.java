package dev.cairn.bench.message;

/** What carries numbers, none of them negative, from many threads to one. */
public interface Channel {
    long NONE = -1;

    void send(long number);

    /** The next number, or {@link #NONE}. */
    long receive();
}
