/// Finds traces in all segments: exactly what `TraceQuery.matches` defines, and in its order.
///
/// A search asks each segment's index which traces may meet the conditions ([SpanCandidates]),
/// walks them in the order of the query ([RankedTraces]), over all segments at once ([Merge]),
/// reads the spans of those that the index is not sure of, and stops when the page is full.
@NullMarked
package dev.skep.persistence.search;

import org.jspecify.annotations.NullMarked;
