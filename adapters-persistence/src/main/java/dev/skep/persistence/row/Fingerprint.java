package dev.skep.persistence.row;

import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.TraceId;
import org.jspecify.annotations.Nullable;

/// A 64-bit hash of everything that the row of a span says, within one segment: equal spans have
/// equal fingerprints, and different ones nearly never. The order of attributes does not count.
public final class Fingerprint {
  private long hash;

  /// Of nothing yet.
  ///
  /// @param seed the same for all that is to be compared
  public Fingerprint(long seed) {
    hash = seed;
  }

  public Fingerprint trace(TraceId id) {
    return id.isHex() ? number(id.high()).number(id.low()) : text(id.value());
  }

  public Fingerprint span(@Nullable SpanId id) {
    if (id == null) {
      return number(-1);
    }
    return id.isHex() ? number(id.bits()) : text(id.value());
  }

  public Fingerprint number(long value) {
    hash = Hash.with(hash, value);
    return this;
  }

  public Fingerprint text(@Nullable String value) {
    hash = value == null || value.isEmpty() ? Hash.with(hash, -2) : Hash.with(hash, value);
    return this;
  }

  public Fingerprint terms(TermList terms) {
    long sum = 0;
    for (int i = 0; i < terms.size(); i++) {
      sum += Hash.with(0, terms.get(i));
    }
    return number(sum);
  }

  public long value() {
    return hash;
  }
}
