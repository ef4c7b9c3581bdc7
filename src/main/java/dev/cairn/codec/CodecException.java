package dev.cairn.codec;

import java.io.Serial;

/** Thrown when a codec cannot encode or decode a value, or breaks its contract. The store does not change. */
public final class CodecException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String codec;

    /**
     * Makes the exception.
     *
     * @param codec the name of the codec
     * @param problem the problem, with the values
     */
    public CodecException(String codec, String problem) {
        super(codec + ": " + problem);
        this.codec = codec;
    }

    /**
     * Makes the exception.
     *
     * @param codec the name of the codec
     * @param problem the problem, with the values
     * @param cause the exception that was thrown below
     */
    public CodecException(String codec, String problem, Throwable cause) {
        super(codec + ": " + problem, cause);
        this.codec = codec;
    }

    /** The name of the codec that failed. */
    public String codec() {
        return codec;
    }
}
