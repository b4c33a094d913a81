package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.port.TraceReader;
import dev.skep.domain.anatomy.Anatomy;
import dev.skep.domain.anatomy.CriticalPath;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.TraceExtent;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.TraceSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes a trace apart for whoever looks at it. Those looked at last stay in memory as long as
/// nothing is added to them: walking through a large trace reads it once.
public final class OpenTrace {
  private final TraceReader traces;
  private final long mostBytes;
  // In the order in which they were last looked at.
  private final Map<TraceId, Opened> opened = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /// A trace taken apart.
  public record Opened(TraceExtent extent, Anatomy anatomy, CriticalPath path) {
    private long bytes() {
      return anatomy.bytes() + path.bytes();
    }
  }

  /// @param mostBytes how much memory opened traces may take, about; the last one stays whatever it
  ///   takes
  public OpenTrace(TraceReader traces, long mostBytes) {
    this.traces = traces;
    this.mostBytes = mostBytes;
  }

  /// The trace as far as it is stored, or nothing.
  ///
  /// @throws StorageUnavailableException if the store cannot answer now
  public Optional<Opened> open(TraceId traceId) {
    Optional<TraceExtent> extent = traces.extent(traceId);
    if (extent.isEmpty()) {
      return Optional.empty();
    }
    Optional<Opened> known = known(traceId, extent.get());
    return known.isPresent() ? known : read(traceId);
  }

  private Optional<Opened> read(TraceId traceId) {
    List<SpanOutline> spans = traces.outlines(traceId);
    if (spans.isEmpty()) {
      return Optional.empty();
    }
    TraceSummary summary = TraceSummary.of(traceId, spans);
    Anatomy anatomy = Anatomy.of(summary, spans);
    // What was read, not what was there before: a span may have come in between.
    var trace = new Opened(TraceExtent.of(summary), anatomy, CriticalPath.of(anatomy));
    remember(traceId, trace);
    return Optional.of(trace);
  }

  private synchronized Optional<Opened> known(TraceId traceId, TraceExtent extent) {
    return Optional.ofNullable(opened.get(traceId)).filter(trace -> trace.extent().equals(extent));
  }

  private synchronized void remember(TraceId traceId, Opened trace) {
    Opened before = opened.put(traceId, trace);
    bytes += trace.bytes() - (before == null ? 0 : before.bytes());
    var oldest = opened.values().iterator();
    while (bytes > mostBytes && opened.size() > 1) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }
}
