package dev.skep.domain.search.overview;

import dev.skep.domain.calls.DurationHistogram;
import dev.skep.domain.calls.HistogramCounts;
import dev.skep.domain.search.overview.HeatMap.Cell;
import dev.skep.domain.trace.TraceSource;
import dev.skep.domain.trace.TraceSummary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// An overview that is being counted. Takes memory only for what occurs.
public final class OverviewCounts {
  private final TimeColumns columns;
  private final long[] cellTraces;
  private final long[] cellErrors;
  private final HistogramCounts durations = new HistogramCounts();
  private final Set<String> services = new TreeSet<>();
  private final Map<TraceSource, Long> bySource = new EnumMap<>(TraceSource.class);
  private long traces;
  private long spans;
  private long inError;
  // Where the last trace was counted, and where that column begins.
  private int lastColumn = -1;
  private long begin;

  /// Counts nothing yet.
  public OverviewCounts(TimeColumns columns) {
    this.columns = columns;
    cellTraces = new long[columns.count() * LatencyRows.COUNT];
    cellErrors = new long[columns.count() * LatencyRows.COUNT];
  }

  /// Counts a trace.
  public void add(TraceSummary trace) {
    add(trace.startPosition(), trace.durationNano(), trace.spanCount(), trace.errorCount());
    trace.services().forEach(this::addService);
    trace.sources().forEach(source -> addTraces(source, 1));
  }

  /// Counts a trace but for its services and sources, which [#addService] and [#addTraces] count.
  ///
  /// @param start position of its start
  public void add(long start, long durationNano, int spanCount, int errorCount) {
    add(start, durationNano, spanCount, 1, errorCount > 0 ? 1 : 0);
  }

  /// Counts traces that stand in the same column, the same row and the same
  /// [DurationHistogram#bucket], or takes them back.
  ///
  /// @param start position of the start of one of them, and `durationNano` how long it took
  /// @param spanCount of all of them
  /// @param traceCount how many there are, less than nothing to take them back
  /// @param inErrorCount how many of them are in error
  public void add(long start, long durationNano, long spanCount, int traceCount, int inErrorCount) {
    traces += traceCount;
    spans += spanCount;
    inError += inErrorCount;
    durations.add(durationNano, traceCount);
    int column = column(start);
    if (column >= 0) {
      int cell = column * LatencyRows.COUNT + LatencyRows.row(durationNano);
      cellTraces[cell] += traceCount;
      cellErrors[cell] += inErrorCount;
    }
  }

  /// The column of a position. Nearly always it is that of the position before, which needs no
  /// division.
  private int column(long position) {
    if (lastColumn < 0 || position < begin || position - begin >= columns.step()) {
      lastColumn = columns.column(position);
      begin = columns.start() + lastColumn * columns.step();
    }
    return lastColumn;
  }

  /// Notes that a trace went through a service.
  public void addService(String name) {
    services.add(name);
  }

  /// Whether a service was noted.
  public boolean hasService(String name) {
    return services.contains(name);
  }

  /// Counts traces that have a span from this source.
  public void addTraces(TraceSource source, long count) {
    if (count > 0) {
      bySource.merge(source, count, Long::sum);
    }
  }

  /// What was counted so far.
  public TraceOverview overview(Coverage coverage) {
    List<Cell> cells = new ArrayList<>();
    for (int cell = 0; cell < cellTraces.length; cell++) {
      if (cellTraces[cell] > 0) {
        cells.add(
            new Cell(
                cell / LatencyRows.COUNT,
                cell % LatencyRows.COUNT,
                cellTraces[cell],
                cellErrors[cell]));
      }
    }
    return new TraceOverview(
        traces,
        spans,
        inError,
        durations.histogram(),
        List.copyOf(services),
        bySource,
        new HeatMap(columns, cells),
        coverage);
  }
}
