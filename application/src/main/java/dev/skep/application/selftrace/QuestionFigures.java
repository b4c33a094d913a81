package dev.skep.application.selftrace;

import dev.skep.application.LatencyFigures;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the store was asked since the start.
///
/// @param answered how long answers took, by the name of the question
/// @param failed how many questions got no answer
public record QuestionFigures(SortedMap<String, LatencyFigures> answered, long failed) {
  public QuestionFigures {
    answered = Collections.unmodifiableSortedMap(new TreeMap<>(answered));
  }
}
