/// Roll-ups: sums of calls, kept in each segment with its spans and in the same transaction.
@NullMarked
package dev.skep.persistence.rollup;

import org.jspecify.annotations.NullMarked;
