package dev.skep.otlp.decode;

import dev.skep.domain.ingest.Rejection;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/// The spans of a request that were not taken: how many, why, and where the first ones stand.
public final class Rejections {
  private static final int SHOWN = 3;

  private final Map<Rejection, Integer> counts = new EnumMap<>(Rejection.class);
  private final int[] firstIndexes = new int[SHOWN];
  private int total;

  Rejections() {}

  /// @param index of the span among all spans of the request, from 0
  void add(int index, Rejection reason) {
    if (total < SHOWN) {
      firstIndexes[total] = index;
    }
    counts.merge(reason, 1, Integer::sum);
    total++;
  }

  public int total() {
    return total;
  }

  /// How many by reason; only reasons that occurred.
  public Map<Rejection, Integer> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /// The reasons and the first three offenders, in English, without anything that was sent: `3
  /// spans rejected: trace id missing or invalid (2), span id missing or invalid (1); first at
  /// index 0, 4, 17`. Empty when there are none.
  public String message() {
    if (total == 0) {
      return "";
    }
    StringJoiner reasons = new StringJoiner(", ");
    counts.forEach((reason, count) -> reasons.add(reason.words() + " (" + count + ")"));
    StringJoiner indexes = new StringJoiner(", ");
    for (int index : Arrays.copyOf(firstIndexes, Math.min(total, SHOWN))) {
      indexes.add(Integer.toString(index));
    }
    String spans = total == 1 ? "1 span" : total + " spans";
    return spans + " rejected: " + reasons + "; first at index " + indexes;
  }
}
