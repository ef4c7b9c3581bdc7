/** A program as a user has it: it requires the library and sees what the library exports. */
module consumer {
    requires dev.cairn;

    exports consumer;
}
