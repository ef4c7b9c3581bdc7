package dev.cairn.codec;

import org.jspecify.annotations.Nullable;

/** Calls code of a user. It is never called while the store is being changed. */
final class UserCode {
    private UserCode() {}

    /** Code of a user. */
    @FunctionalInterface
    interface Call<R extends @Nullable Object> {
        R run() throws Throwable;
    }

    /** The result of {@code call}. Throws a CodecException if the result is null, or in place of any other exception. */
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
