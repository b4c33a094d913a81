package dev.skep.web.explorer.compare;

import dev.skep.domain.trace.TraceSummary;
import dev.skep.web.explorer.text.Times;
import dev.skep.web.query.UrlQuery;

/// A trace that the page offers to compare with.
///
/// @param href the page with it as B
/// @param current whether it is B already
record LikeTrace(ComparedTrace trace, String href, boolean current) {
  static LikeTrace of(TraceSummary trace, Times times, UrlQuery url) {
    String id = trace.traceId().value();
    return new LikeTrace(
        ComparedTrace.of(trace, times), url.with("b", id).at(""), url.first("b").equals(id));
  }
}
