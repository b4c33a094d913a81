/// What may befall a server: a full disk, slow and broken senders, bombs, strange traces, the order
/// to stop. Each is done to the real program, and looked at from outside.
@NullMarked
package dev.skep.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
