package dev.skep.application.selftrace;

import dev.skep.application.LatencyFigures;
import dev.skep.application.reading.SearchFigures;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the store was asked since the start.
///
/// @param answered how long answers took, by the name of the question
/// @param failed how many questions got no answer
/// @param searches how many are being asked of those that take long
public record QuestionFigures(
    SortedMap<String, LatencyFigures> answered, long failed, SearchFigures searches) {
  public QuestionFigures {
    answered = Collections.unmodifiableSortedMap(new TreeMap<>(answered));
  }
}
