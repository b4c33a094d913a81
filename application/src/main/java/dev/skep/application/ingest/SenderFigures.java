package dev.skep.application.ingest;

import dev.skep.domain.ingest.Rejection;
import dev.skep.domain.trace.Agent;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Who sent what since the start.
///
/// @param since when that was
/// @param senders in the order of their names; at most [SenderBook#MOST]
/// @param others what all those sent that have no place among them
/// @param strangers who came without the right key
public record SenderFigures(
    Instant since, List<SenderState> senders, Others others, Strangers strangers) {
  public SenderFigures {
    senders = List.copyOf(senders);
  }

  /// What one sender sent.
  ///
  /// @param name of its namespace or service, as sent
  /// @param agent what made its spans, as its last batch said
  /// @param host where, as its last batch said; or empty
  /// @param lastBatch when the last one came
  /// @param batches requests with spans of this sender
  /// @param rejectedLastHour bad spans that came within the last 60 minutes
  /// @param spansLastMinute spans that came within the last 60 seconds
  /// @param lastHour spans of each minute, the oldest first; the last minute is not over
  public record SenderState(
      String name,
      Agent agent,
      String host,
      Instant lastBatch,
      long batches,
      Fate fate,
      long rejectedLastHour,
      long spansLastMinute,
      List<Integer> lastHour) {
    public SenderState {
      lastHour = List.copyOf(lastHour);
    }
  }

  /// What became of spans. Unlike the counts of [IngestFigures] these go by the span's own
  /// resource, and `kept` ones may have been stored before.
  ///
  /// @param received all
  /// @param kept those that are in the store now
  /// @param rejected bad ones by reason; only reasons that occurred
  /// @param sampledOut those of traces that the sample rate leaves out
  /// @param rateLimited those of senders that sent too much
  /// @param unavailable those that are to be sent again
  public record Fate(
      long received,
      long kept,
      Map<Rejection, Long> rejected,
      long sampledOut,
      long rateLimited,
      long unavailable) {
    public Fate {
      rejected = Map.copyOf(rejected);
    }

    /// Bad spans, whatever the reason.
    public long rejectedTotal() {
      return rejected.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /// The senders without a place of their own.
  public sealed interface Others {
    /// There are none.
    record Nobody() implements Others {}

    /// So much they sent together. Name, agent and host are those of nobody.
    record Together(SenderState state) implements Others {}
  }

  /// Those who came without the right key.
  public sealed interface Strangers {
    /// There are none.
    record Nobody() implements Strangers {}

    /// Somebody came.
    ///
    /// @param requests how many were refused
    /// @param last when the last one came
    /// @param address where it came from
    record Came(long requests, Instant last, String address) implements Strangers {}
  }
}
