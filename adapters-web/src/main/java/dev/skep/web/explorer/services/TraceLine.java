package dev.skep.web.explorer.services;

import dev.skep.domain.trace.TraceSummary;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.Times;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.explorer.text.VisibleText;

/// One trace in a short list.
record TraceLine(
    String href, String start, String startIso, String name, String duration, String errors) {
  private static final int LONGEST = 80;

  static TraceLine of(TraceSummary trace, Times times) {
    return new TraceLine(
        TracePaths.trace(trace.traceId().value()),
        times.time(trace.start()),
        Formats.iso(trace.start()),
        VisibleText.line(trace.rootServiceName() + " " + trace.rootSpanName(), LONGEST),
        Formats.duration(trace.durationNano()),
        trace.errorCount() == 0 ? "" : Formats.count(trace.errorCount()));
  }
}
