/**
 * What every benchmark needs: rows and those compared in them, the command, JVMs to run in, CPU time beside elapsed time,
 * bytes and pauses, the report.
 */
@NullMarked
package dev.cairn.bench.measure;

import org.jspecify.annotations.NullMarked;
