package dev.skep.application.ingest;

import dev.skep.domain.ingest.Sender;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// A token bucket for each sender: it holds one second's worth of spans and fills steadily.
///
/// There are at most [#MOST_SENDERS]. The one that has been silent longest makes room for a new
/// one, but only after [#FORGOTTEN_AFTER_NANOS]; until then all newcomers share one bucket. Else
/// somebody who makes up names would have a full bucket with each.
final class SenderBuckets {
  static final int MOST_SENDERS = 1000;
  static final long FORGOTTEN_AFTER_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final int spansPerSecond;
  private final LongSupplier nanoTime;
  // The longest silent comes first.
  private final Map<Sender, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);
  private final Bucket shared;

  SenderBuckets(int spansPerSecond, LongSupplier nanoTime) {
    this.spansPerSecond = spansPerSecond;
    this.nanoTime = nanoTime;
    this.shared = new Bucket(nanoTime.getAsLong());
  }

  /// Takes all of these spans or none. Whoever has one token left may take as many as they need and
  /// is in debt afterwards, so that a trace larger than the bucket is not refused for ever; nothing
  /// more is given before the debt is paid.
  synchronized boolean take(Sender sender, int spans) {
    long now = nanoTime.getAsLong();
    return bucket(sender, now).take(spans, now);
  }

  private Bucket bucket(Sender sender, long now) {
    Bucket known = buckets.get(sender);
    if (known != null) {
      return known;
    }
    if (buckets.size() >= MOST_SENDERS && !forgetOne(now)) {
      return shared;
    }
    Bucket fresh = new Bucket(now);
    buckets.put(sender, fresh);
    return fresh;
  }

  private boolean forgetOne(long now) {
    Iterator<Bucket> longestSilent = buckets.values().iterator();
    Bucket bucket = longestSilent.next();
    if (now - bucket.filledAt < FORGOTTEN_AFTER_NANOS || bucket.tokensAt(now) < spansPerSecond) {
      return false;
    }
    longestSilent.remove();
    return true;
  }

  private final class Bucket {
    private double tokens = spansPerSecond;
    private long filledAt;

    Bucket(long now) {
      this.filledAt = now;
    }

    boolean take(int spans, long now) {
      tokens = tokensAt(now);
      filledAt = now;
      if (tokens < 1) {
        return false;
      }
      tokens -= spans;
      return true;
    }

    double tokensAt(long now) {
      double seconds = (now - filledAt) / 1e9;
      return Math.min(spansPerSecond, tokens + seconds * spansPerSecond);
    }
  }
}
