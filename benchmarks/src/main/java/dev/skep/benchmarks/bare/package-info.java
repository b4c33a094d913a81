/// The measure that Skep is held against: a bare JDBC loop that inserts the same rows into SQLite,
/// all of them in memory already, with no secondary index, nothing to decode, and nobody waiting.
@NullMarked
package dev.skep.benchmarks.bare;

import org.jspecify.annotations.NullMarked;
