package org.apache.arrow.memory;

/** In place of arrow-java's interface: the driver wants one, and does not use it. */
public interface BufferAllocator {}
