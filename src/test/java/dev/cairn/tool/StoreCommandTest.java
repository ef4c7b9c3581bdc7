package dev.cairn.tool;

/** Tests of all commands that run on a store of their own. */
abstract class StoreCommandTest extends CommandTest {
    /** Tests of the command {@code words}. */
    StoreCommandTest(String... words) {
        super("--store-size", words);
    }
}
