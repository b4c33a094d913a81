/// A server that is killed again and again, and the ledger that knows what it owes. Every batch
/// follows from the run's seed and its number, so a note of one byte is enough to know all of it.
@NullMarked
package dev.skep.benchmarks.crash;

import org.jspecify.annotations.NullMarked;
