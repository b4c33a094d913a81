/// Measures Skep: the program from outside over HTTP, and its decoders from inside. Kills and
/// overloads it, too. [Bench] is the way in. Knows the settings and routes of a running Skep, and
/// nothing of its stores and pages.
@NullMarked
package dev.skep.benchmarks;

import org.jspecify.annotations.NullMarked;
