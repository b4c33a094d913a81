/// What senders and readers see of a server that gets more than it can take.
@NullMarked
package dev.skep.benchmarks.overload;

import org.jspecify.annotations.NullMarked;
