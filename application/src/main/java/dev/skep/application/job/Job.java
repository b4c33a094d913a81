package dev.skep.application.job;

import dev.skep.application.port.WorkObserver.Work;
import java.time.Duration;

/// Something to be done again and again.
///
/// @param name a word
/// @param interval from the beginning of one run to the next; a run that takes longer lets the ones
///   that are due meanwhile be left out
/// @param work returns what came of it, in a few words for the operator
public record Job(String name, Duration interval, Work<String, ? extends Exception> work) {
  public Job {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("interval " + interval);
    }
  }
}
