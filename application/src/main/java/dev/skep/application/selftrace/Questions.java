package dev.skep.application.selftrace;

import dev.skep.application.Latencies;
import dev.skep.application.LatencyFigures;
import dev.skep.application.reading.SearchPlaces;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// Notes each question to the store: in the trace of whatever asks, and in figures.
final class Questions {
  private final OwnTraces traces;
  private final SearchPlaces places;
  private final Map<String, Latencies> answered = new ConcurrentHashMap<>();
  private final LongAdder failed = new LongAdder();

  Questions(OwnTraces traces, SearchPlaces places) {
    this.traces = traces;
    this.places = places;
  }

  /// Asks something that may take long, when there is a place for it. The wait counts.
  ///
  /// @param name of the question; one of few
  <T> T search(String name, Supplier<T> question) {
    return ask(name, () -> places.search(question));
  }

  /// Asks.
  ///
  /// @param name of the question; one of few
  <T> T ask(String name, Supplier<T> question) {
    long begin = System.nanoTime();
    boolean done = false;
    try {
      T answer = traces.part(name, question::get);
      done = true;
      return answer;
    } finally {
      if (done) {
        answered.computeIfAbsent(name, key -> new Latencies()).add(System.nanoTime() - begin);
      } else {
        failed.increment();
      }
    }
  }

  QuestionFigures figures() {
    SortedMap<String, LatencyFigures> figures = new TreeMap<>();
    answered.forEach((name, latencies) -> figures.put(name, latencies.figures()));
    return new QuestionFigures(figures, failed.sum(), places.figures());
  }
}
