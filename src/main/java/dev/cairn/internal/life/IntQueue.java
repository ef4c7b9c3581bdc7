package dev.cairn.internal.life;

/** A growing ring of references; whoever takes from its other end uses it as a stack. */
final class IntQueue {
    private int[] ring = new int[1024];
    private int head;
    private int size;

    int size() {
        return size;
    }

    void add(int value) {
        if (size == ring.length) {
            grow();
        }
        ring[(head + size++) & (ring.length - 1)] = value;
    }

    int peek(int index) {
        return ring[(head + index) & (ring.length - 1)];
    }

    int poll() {
        int value = ring[head];
        head = (head + 1) & (ring.length - 1);
        size--;
        return value;
    }

    /** Takes the one that was added last. */
    int pop() {
        return ring[(head + --size) & (ring.length - 1)];
    }

    private void grow() {
        int[] larger = new int[ring.length * 2];
        for (int i = 0; i < size; i++) {
            larger[i] = peek(i);
        }
        ring = larger;
        head = 0;
    }
}
