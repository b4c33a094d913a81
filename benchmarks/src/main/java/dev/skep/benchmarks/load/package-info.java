/// Posts export requests to a server on this machine, many at a time, and takes the time of each.
/// Light on purpose: one thread, no allocation to speak of, for it shares the machine with what it
/// measures. [Sink] shows how much it could do.
@NullMarked
package dev.skep.benchmarks.load;

import org.jspecify.annotations.NullMarked;
