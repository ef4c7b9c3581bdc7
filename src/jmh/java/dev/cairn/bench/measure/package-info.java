/** What every benchmark needs: JVMs to run in, CPU time beside elapsed time, the machine's description, files. */
@NullMarked
package dev.cairn.bench.measure;

import org.jspecify.annotations.NullMarked;
