/// Damaged requests and queries without end, each following from the number of its case, and what
/// must hold of all of them.
@NullMarked
package dev.skep.benchmarks.fuzz;

import org.jspecify.annotations.NullMarked;
