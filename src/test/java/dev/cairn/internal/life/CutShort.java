package dev.cairn.internal.life;

import dev.cairn.internal.alloc.Superblock;

/** Leaves things as an error leaves them that no test can place. */
public final class CutShort {
    private CutShort() {}

    /** Closes {@code core}, and tells nobody. */
    public static void close(Core core) {
        core.openFlag.close();
    }

    /** Lets {@code core} know that an error cut a change short, but not write it to its file. */
    public static void change(Core core) {
        core.health.failure = new StackOverflowError();
        core.health.isCautious = true;
    }

    /** Leaves the atom with the name {@code name} as a kill leaves one that is being removed: its cell is empty, and it is in the list. */
    public static void removal(Core core, String name) {
        core.change(stripe -> {
            core.roots().cell(core.roots().find(name)).clear(stripe);
            return core;
        });
    }

    /** Lets the file say that an error may have left counts too low, as a process that dies in the middle of a change of lineage leaves it. */
    public static void window(Core core) {
        core.memory().setInt(core.memory().atOffset(Superblock.AT_WINDOW), 1);
    }
}
