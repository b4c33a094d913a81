/// The text of the query language, a subset of TraceQL: read into conditions, and written from
/// them.
@NullMarked
package dev.skep.domain.search.traceql;

import org.jspecify.annotations.NullMarked;
