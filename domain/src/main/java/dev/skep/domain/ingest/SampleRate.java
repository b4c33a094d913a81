package dev.skep.domain.ingest;

import dev.skep.domain.trace.TraceId;

/// Which share of all traces is kept, from 0 (none) to 1 (all).
///
/// A trace is kept or left out by its id alone. So all its spans share one fate, in every batch, in
/// every process and after every restart, and a trace that a small rate keeps every larger one
/// keeps too.
///
/// The id is hashed first, whatever its form: ids are not random with every sender, and a sender
/// that samples by the digits of the id itself would leave us only ids that look alike.
public record SampleRate(double value) {
  /// Every trace is kept.
  public static final SampleRate ALL = new SampleRate(1);

  private static final long FNV_OFFSET = 0xcbf2_9ce4_8422_2325L;
  private static final long FNV_PRIME = 0x100_0000_01b3L;

  /// @throws IllegalArgumentException if `value` is not from 0 to 1
  public SampleRate {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("not a share: " + value);
    }
  }

  /// Whether a trace with this id is kept.
  public boolean keeps(TraceId traceId) {
    return value == 1 || position(traceId.value()) < value;
  }

  /// Where an id stands between 0 (included) and 1 (not included). Part of what is promised:
  /// another function would break the traces that are under way when Skep is upgraded.
  private static double position(String id) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * FNV_PRIME;
    }
    // The high bits of 64-bit FNV-1a hardly depend on the last characters; MurmurHash3's finalizer
    // lets every bit depend on all.
    hash = (hash ^ (hash >>> 33)) * 0xff51_afd7_ed55_8ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ce_b9fe_1a85_ec53L;
    hash ^= hash >>> 33;
    return (hash >>> 11) * 0x1p-53;
  }
}
