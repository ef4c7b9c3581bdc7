package dev.cairn.pekko;

import dev.cairn.Store;

/**
 * An actor system that has joined a store.
 *
 * @param store the store
 * @param name the name by which it receives
 * @param references how it writes references, and the systems to which it sends
 * @param receiver what it receives by
 */
record Membership(Store store, String name, PeerActorRefs references, PeerReceiver receiver) {
    void end() {
        receiver.stop();
        references.close();
    }
}
