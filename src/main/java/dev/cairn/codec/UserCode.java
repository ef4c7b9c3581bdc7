package dev.cairn.codec;

import org.jspecify.annotations.Nullable;

/** Calls what a user wrote; only ever while the store is not being changed. */
final class UserCode {
    private UserCode() {}

    /** A user's code. */
    @FunctionalInterface
    interface Call<R extends @Nullable Object> {
        R run() throws Throwable;
    }

    /** The result of {@code call}; null, and every exception but a CodecException, becomes a CodecException. */
    static <R> R call(String codec, String doing, Call<@Nullable R> call) {
        R result;
        try {
            result = call.run();
        } catch (CodecException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new CodecException(codec, doing + " threw " + e.getClass().getName(), e);
        }
        if (result == null) {
            throw new CodecException(codec, doing + " gave null");
        }
        return result;
    }
}
