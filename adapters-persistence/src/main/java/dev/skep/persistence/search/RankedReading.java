package dev.skep.persistence.search;

import static java.util.Objects.requireNonNull;

import dev.skep.application.port.WorkObserver;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.trace.Trace;
import dev.skep.persistence.search.RankedTraces.Piece;
import dev.skep.persistence.search.RankedTraces.Ranked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/// Reads the spans of traces from all segments that they lie in.
record RankedReading(WorkObserver observer) {
  /// Those of these traces that meet a condition.
  List<Trace> matching(List<Ranked> unsure, SpansetCondition condition) {
    List<Trace> matching = new ArrayList<>();
    read(unsure, SearchedSegment::spans)
        .forEach((ranked, spans) -> {
          var trace = new Trace(ranked.id(), spans);
          if (condition.matches(trace)) {
            matching.add(trace);
          }
        });
    return matching;
  }

  /// Reads something of all spans of these traces, with one question to each segment. A trace of
  /// which nothing is stored yet is left out.
  <T> Map<Ranked, List<T>> read(
      List<Ranked> traces, BiFunction<SearchedSegment, int[], List<List<T>>> reading) {
    Map<Ranked, List<T>> read = new LinkedHashMap<>();
    // Oldest first: the order of arrival decides where nothing else does.
    Map<SearchedSegment, List<Ranked>> bySegment =
        new TreeMap<>(Comparator.comparingLong(SearchedSegment::number));
    for (Ranked trace : traces) {
      read.put(trace, new ArrayList<>());
      for (Piece piece : trace.pieces()) {
        bySegment.computeIfAbsent(piece.segment(), none -> new ArrayList<>()).add(trace);
      }
    }
    bySegment.forEach((segment, there) -> {
      int[] numbers = there.stream().mapToInt(trace -> trace.in(segment)).toArray();
      List<List<T>> values =
          observer.segment("read segment", segment.number(), () -> reading.apply(segment, numbers));
      for (int i = 0; i < numbers.length; i++) {
        requireNonNull(read.get(there.get(i))).addAll(values.get(i));
      }
    });
    read.values().removeIf(List::isEmpty);
    return read;
  }
}
