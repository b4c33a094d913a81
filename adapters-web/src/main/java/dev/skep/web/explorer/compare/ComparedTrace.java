package dev.skep.web.explorer.compare;

import dev.skep.domain.trace.TraceSummary;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.ServiceColor;
import dev.skep.web.explorer.text.Times;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.explorer.text.VisibleText;

/// One of two traces, in words.
///
/// @param errors `6 errors`, or empty
public record ComparedTrace(
    String service,
    String color,
    String operation,
    String errors,
    String duration,
    String spans,
    String start,
    String id,
    String href) {
  private static final int LONGEST = 120;
  private static final int SHORT_ID = 16;

  static ComparedTrace of(TraceSummary trace, Times times) {
    String id = trace.traceId().value();
    return new ComparedTrace(
        VisibleText.line(trace.rootServiceName(), LONGEST),
        ServiceColor.of(trace.rootServiceName()),
        VisibleText.line(trace.rootSpanName(), LONGEST),
        trace.errorCount() == 0 ? "" : Formats.count(trace.errorCount(), "error"),
        Formats.duration(trace.durationNano()),
        Formats.count(trace.spanCount(), "span"),
        times.dayAndTime(trace.start()),
        VisibleText.line(id, SHORT_ID),
        TracePaths.trace(id));
  }
}
