package dev.skep.application.ingest;

import dev.skep.domain.ingest.Rejection;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What came in since the start, and what became of it.
///
/// When no request is under way, `received` is the sum of all outcomes: every span counts once for
/// each time that it was sent, as what its sender was told of it.
///
/// @param received spans that were decoded, the bad ones included. Spans of a request that is
///   refused as a whole before its end was read are not known and not counted
/// @param requestsByStatus requests to the paths for traces, by the HTTP status of the answer
public record IngestFigures(
    Instant since, long received, Outcomes outcomes, SortedMap<Integer, Long> requestsByStatus) {
  public IngestFigures {
    requestsByStatus = Collections.unmodifiableSortedMap(new TreeMap<>(requestsByStatus));
  }

  /// Spans whose outcome is not known yet.
  public long underWay() {
    return received - outcomes.total();
  }

  /// What became of spans.
  ///
  /// @param stored spans that are new in the store
  /// @param duplicates spans that were stored already
  /// @param rejected spans that were bad; has every reason
  /// @param sampledOut spans of traces that the sample rate leaves out
  /// @param rateLimited spans of senders that sent too much
  /// @param unavailable spans of requests that are to be sent again, whatever they held: good, bad
  ///   or unwanted
  public record Outcomes(
      long stored,
      long duplicates,
      Map<Rejection, Long> rejected,
      long sampledOut,
      long rateLimited,
      long unavailable) {
    public Outcomes {
      rejected = Map.copyOf(rejected);
    }

    /// Bad spans, whatever the reason.
    public long rejectedTotal() {
      return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /// All of them.
    public long total() {
      return stored + duplicates + rejectedTotal() + sampledOut + rateLimited + unavailable;
    }
  }
}
