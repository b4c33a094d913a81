/// Processes of our own, and what the machine tells about them.
@NullMarked
package dev.skep.benchmarks.process;

import org.jspecify.annotations.NullMarked;
