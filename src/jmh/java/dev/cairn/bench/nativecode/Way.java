package dev.cairn.bench.nativecode;

import dev.cairn.bench.measure.Contender;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/** The ways in which the tasks are done. All ratios are to Java. */
enum Way implements Contender {
    JAVA("Java", Side.PEER, EnumSet.complementOf(EnumSet.of(Task.CALL)), JavaWork::of),
    C("C", Side.OURS, EnumSet.allOf(Task.class), CWork::of),
    WASM("WebAssembly", Side.OURS, EnumSet.allOf(Task.class), WasmWork::of),
    C_COPY("C, copied", Side.OURS, CopyWork.TASKS, CopyWork::ofC),
    WASM_COPY("WebAssembly, copied", Side.OURS, CopyWork.TASKS, CopyWork::ofWasm);

    private final String label;
    private final Side side;
    private final Set<Task> tasks;
    private final Function<Task, Work> work;

    Way(String label, Side side, Set<Task> tasks, Function<Task, Work> work) {
        this.label = label;
        this.side = side;
        this.tasks = tasks;
        this.work = work;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Side side() {
        return side;
    }

    /** Whether it does the task, on this machine. */
    boolean does(Task task) {
        return tasks.contains(task) && ((this != C && this != C_COPY) || CKernels.areThere());
    }

    /** The task on data that are made now. */
    Work work(Task task) {
        return work.apply(task);
    }
}
