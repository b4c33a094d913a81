package dev.skep.persistence.search;

import dev.skep.application.port.TraceReader;
import dev.skep.application.port.WorkObserver;
import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.TraceCount;
import dev.skep.domain.search.TraceOrder;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.overview.StartRange;
import dev.skep.domain.search.overview.TimeColumns;
import dev.skep.domain.search.overview.TraceOverview;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceExtent;
import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.segment.LiveSegment;
import dev.skep.persistence.segment.SealedSegment;
import dev.skep.persistence.segment.Segment;
import dev.skep.persistence.segment.Segments;
import dev.skep.persistence.segment.SegmentsView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// Finds traces in all segments.
public final class SqliteTraceReader implements TraceReader {
  private final Segments segments;
  private final Duration timeLimit;
  private final Effort effort;
  private final Dictionaries dictionaries;
  private final KnownMeasures known;
  private final WorkObserver observer;
  private final LargeTraces large;
  private final KnownCandidates candidates;

  /// Searches these segments.
  ///
  /// @param timeLimit of a whole search
  /// @param observer hears which segments are read
  public SqliteTraceReader(
      Segments segments,
      Dictionaries dictionaries,
      KnownMeasures known,
      KnownCandidates candidates,
      Duration timeLimit,
      WorkObserver observer) {
    this(
        segments,
        dictionaries,
        known,
        candidates,
        timeLimit,
        Effort.USUAL,
        observer,
        new LargeTraces());
  }

  private SqliteTraceReader(
      Segments segments,
      Dictionaries dictionaries,
      KnownMeasures known,
      KnownCandidates candidates,
      Duration timeLimit,
      Effort effort,
      WorkObserver observer,
      LargeTraces large) {
    this.segments = segments;
    this.dictionaries = dictionaries;
    this.known = known;
    this.candidates = candidates;
    this.timeLimit = timeLimit;
    this.effort = effort;
    this.observer = observer;
    this.large = large;
  }

  /// The same reader, with another effort.
  public SqliteTraceReader with(Effort other) {
    return new SqliteTraceReader(
        segments, dictionaries, known, candidates, timeLimit, other, observer, large);
  }

  @Override
  public Optional<Trace> find(TraceId traceId) {
    return ask((searched, deadline) -> {
      List<Span> spans = PiecesOfTrace.of(searched, traceId).spans();
      return spans.isEmpty() ? Optional.empty() : Optional.of(new Trace(traceId, spans));
    });
  }

  @Override
  public Optional<TraceExtent> extent(TraceId traceId) {
    return ask((searched, deadline) -> PiecesOfTrace.of(searched, traceId).extent());
  }

  @Override
  public List<SpanOutline> outlines(TraceId traceId) {
    return ask((searched, deadline) -> PiecesOfTrace.of(searched, traceId).outlines());
  }

  @Override
  public List<Span> spans(TraceId traceId, int[] places) {
    return ask((searched, deadline) -> PiecesOfTrace.of(searched, traceId).spans(places));
  }

  @Override
  public FoundTraces search(TraceQuery query) {
    if (query.order() != TraceOrder.NEWEST && query.order() != TraceOrder.OLDEST) {
      prepareMeasures();
    }
    return ask((searched, deadline) -> search(searched, query, deadline).page());
  }

  @Override
  public TraceCount count(TraceQuery query, int most) {
    int count = ask((searched, deadline) -> search(searched, query, deadline).count(most + 1));
    return count > most ? new TraceCount.MoreThan(most) : new TraceCount.Exactly(count);
  }

  private Search search(List<SearchedSegment> searched, TraceQuery query, Deadline deadline) {
    return new Search(
        searched, segments.spread().all(), query, deadline, effort, large, candidates, observer);
  }

  @Override
  public TraceOverview overview(TraceQuery query, TimeColumns columns, Duration within) {
    Duration limit = within.compareTo(timeLimit) < 0 ? within : timeLimit;
    prepareMeasures();
    return ask(
        limit,
        (searched, deadline) ->
            new Survey(
                    searched,
                    segments.spread().all(),
                    query,
                    columns,
                    deadline,
                    candidates,
                    observer)
                .overview());
  }

  private void prepareMeasures() {
    try (SegmentsView view = segments.view()) {
      known.prepare(
          view.segments().stream()
              .filter(SealedSegment.class::isInstance)
              .map(SealedSegment.class::cast)
              .toList());
    }
  }

  @Override
  public Optional<StartRange> starts() {
    try (SegmentsView view = segments.view()) {
      return view.segments().stream()
          .flatMap(segment -> Starts.of(segment).stream())
          .reduce(Starts::and)
          .map(Starts::range);
    }
  }

  /// Asks all segments. One that turns out to be damaged is set aside, and the others are asked
  /// again.
  private <T> T ask(BiFunction<List<SearchedSegment>, Deadline, T> question) {
    return ask(timeLimit, question);
  }

  private <T> T ask(Duration within, BiFunction<List<SearchedSegment>, Deadline, T> question) {
    var deadline = new Deadline(within);
    while (true) {
      try (SegmentsView view = segments.view()) {
        List<SearchedSegment> searched = new ArrayList<>();
        for (Segment segment : view.segments()) {
          searched.add(searched(segment, deadline));
        }
        return question.apply(searched, deadline);
      } catch (DamagedSegmentException e) {
        segments.setAside(e.segment(), e);
      }
    }
  }

  private SearchedSegment searched(Segment segment, Deadline deadline) {
    Dictionary dictionary = dictionaries.of(segment);
    return switch (segment) {
      case LiveSegment live -> new LiveSearched(live, dictionary, deadline, observer);
      case SealedSegment sealed ->
          new SealedSearched(sealed, dictionary, known, deadline, observer);
    };
  }
}
