/// What a proof needs, whatever it proves: what was found wrong, what the files hold, what the
/// server says of itself. Looks at a data folder as anybody may: through `spans_flat`.
@NullMarked
package dev.skep.benchmarks.proof;

import org.jspecify.annotations.NullMarked;
