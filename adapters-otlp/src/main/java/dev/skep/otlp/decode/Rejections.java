package dev.skep.otlp.decode;

import dev.skep.domain.ingest.RejectedSpans;
import dev.skep.domain.ingest.Rejection;
import dev.skep.domain.trace.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// The spans of a request that were not taken: how many, why, and where the first ones stand.
public final class Rejections {
  private static final int SHOWN = 3;

  private final Map<Rejection, Integer> counts = new EnumMap<>(Rejection.class);
  private final List<RejectedSpans> bySender = new ArrayList<>();
  private final int[] firstIndexes = new int[SHOWN];
  private int total;

  Rejections() {}

  /// @param index of the span among all spans of the request, from 0
  /// @param resource that made it
  void add(int index, Resource resource, Rejection reason) {
    if (total < SHOWN) {
      firstIndexes[total] = index;
    }
    counts.merge(reason, 1, Integer::sum);
    note(resource, reason);
    total++;
  }

  private void note(Resource resource, Rejection reason) {
    // Decoders give the spans of one resource one after the other, and one object for it.
    RejectedSpans one = new RejectedSpans(resource, reason, 1);
    if (!bySender.isEmpty() && isLike(bySender.getLast(), one)) {
      bySender.set(
          bySender.size() - 1, new RejectedSpans(resource, reason, bySender.getLast().spans() + 1));
    } else {
      bySender.add(one);
    }
  }

  @SuppressWarnings("ReferenceEquality") // equals would compare all attributes for each span
  private static boolean isLike(RejectedSpans some, RejectedSpans others) {
    return some.resource() == others.resource() && some.reason() == others.reason();
  }

  /// The same by what sent them, in the order of the request; a sender and reason may stand more
  /// than once.
  public List<RejectedSpans> bySender() {
    return Collections.unmodifiableList(bySender);
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
