package dev.skep.persistence;

import dev.skep.application.port.CallReader;
import dev.skep.application.port.WorkObserver;
import dev.skep.domain.calls.CallSeries;
import dev.skep.domain.calls.CallTrends;
import dev.skep.domain.calls.CalledOperations;
import dev.skep.domain.calls.CalledServices;
import dev.skep.domain.calls.Minutes;
import dev.skep.domain.calls.SeriesQuery;
import dev.skep.domain.calls.ServiceMap;
import dev.skep.persistence.rollup.RollUpReader;
import dev.skep.persistence.segment.Segment;
import dev.skep.persistence.segment.Segments;
import dev.skep.persistence.segment.SegmentsView;

/// Counts calls by the roll-ups of all segments.
final class SqliteCallReader implements CallReader {
  private final Segments segments;
  private final WorkObserver observer;

  SqliteCallReader(Segments segments, WorkObserver observer) {
    this.observer = observer;
    this.segments = segments;
  }

  @Override
  public CalledServices services(Minutes range) {
    return answer(RollUpReader.services(range));
  }

  @Override
  public CalledOperations operations(String serviceName, Minutes range) {
    return answer(RollUpReader.operations(serviceName, range));
  }

  @Override
  public CallSeries series(SeriesQuery query) {
    return answer(RollUpReader.series(query));
  }

  @Override
  public CallTrends trends(SeriesQuery query) {
    return answer(RollUpReader.trends(query));
  }

  @Override
  public ServiceMap map(Minutes range) {
    return answer(RollUpReader.map(range));
  }

  private <A> A answer(RollUpReader.Question<A> question) {
    try (SegmentsView view = segments.view()) {
      for (Segment segment : view.segments()) {
        observer.segment(
            "read segment",
            segment.number(),
            () ->
                segment.read(sql -> {
                  question.segment().accept(sql);
                  return true;
                }));
      }
    }
    return question.answer().get();
  }
}
