package dev.skep.benchmarks.overload;

import dev.skep.benchmarks.load.Ending;
import dev.skep.benchmarks.load.Latencies;
import dev.skep.benchmarks.proof.Findings;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Counts what senders were answered: 200, or 503 with `Retry-After`; everything else is wrong.
public final class Answers implements Consumer<Ending> {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  // A request that waited four seconds for the store is refused, and may be stored nevertheless.
  private static final long MAY_BE_STORED = Duration.ofMillis(3_500).toNanos();

  private final Findings findings;
  private final Latencies accepted;
  private final Latencies refused;
  private final Latencies late;
  private final SortedMap<Integer, Long> others = new TreeMap<>();
  private long withoutRetryAfter;
  private long acceptedSpans;
  private long uncertainSpans;

  /// Starts to count.
  ///
  /// @param most the most requests that there will be
  public Answers(int most, Findings findings) {
    this.findings = findings;
    accepted = new Latencies(most);
    refused = new Latencies(most);
    late = new Latencies(most);
  }

  @Override
  public void accept(Ending ending) {
    late.add(ending.lateNanos());
    switch (ending.status()) {
      case OK -> {
        accepted.add(ending.serverNanos());
        acceptedSpans += ending.spans();
        if (ending.acceptedSpans() != ending.spans()) {
          findings.add(
              "of "
                  + ending.spans()
                  + " spans the server says that it accepted "
                  + ending.acceptedSpans());
        }
      }
      case UNAVAILABLE -> {
        refused.add(ending.serverNanos());
        if (ending.serverNanos() >= MAY_BE_STORED) {
          uncertainSpans += ending.spans();
        }
        if (!ending.retryAfter()) {
          withoutRetryAfter++;
          findings.add("a 503 without Retry-After");
        }
      }
      default -> {
        others.merge(ending.status(), 1L, Long::sum);
        uncertainSpans += ending.spans();
        findings.add(
            ending.status() == 0
                ? "a request got no answer"
                : "a request was answered with " + ending.status());
      }
    }
  }

  /// From when each was posted to its 200.
  public Latencies accepted() {
    return accepted;
  }

  /// From when each was posted to its 503.
  public Latencies refused() {
    return refused;
  }

  /// How long each had waited for a free connection.
  public Latencies late() {
    return late;
  }

  public long withoutRetryAfter() {
    return withoutRetryAfter;
  }

  /// Other answers by status; 0 stands for none.
  public SortedMap<Integer, Long> others() {
    return others;
  }

  public long acceptedSpans() {
    return acceptedSpans;
  }

  /// The spans of those that got another answer, or none, or had to wait long for a 503: they may
  /// be stored.
  public long uncertainSpans() {
    return uncertainSpans;
  }
}
