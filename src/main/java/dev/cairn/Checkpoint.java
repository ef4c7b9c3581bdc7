package dev.cairn;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * What a checkpoint of a store wrote.
 *
 * @param image the file
 * @param sequence the number of the checkpoint in the file; it grows by 1 with each
 * @param isWhole whether all nodes were written, into a new file that took the place of the old one; else only those that the file did
 *     not have
 * @param nodes the nodes written
 * @param bytes the bytes written
 * @param time how long the checkpoint took
 * @param end when it was on the disk
 */
public record Checkpoint(
        Path image, long sequence, boolean isWhole, long nodes, long bytes, Duration time, Instant end) {}
