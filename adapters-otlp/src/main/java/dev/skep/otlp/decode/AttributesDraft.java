package dev.skep.otlp.decode;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;

/// Attributes while they are read, with the count of those that are missing.
final class AttributesDraft {
  private static final long MAX_UINT32 = 0xffff_ffffL;

  private final Attributes.Builder attributes = Attributes.builder();
  private long droppedBySender;
  private long droppedHere;

  void restart() {
    attributes.clear();
    droppedBySender = 0;
    droppedHere = 0;
  }

  /// Whether nothing more is taken: what follows is to be skipped and [#drop]ped.
  boolean isFull() {
    return attributes.size() >= SpanLimits.ATTRIBUTES;
  }

  void put(String key, AttributeValue value) {
    attributes.put(key, value);
  }

  void drop() {
    droppedHere++;
  }

  void droppedBySender(long count) {
    droppedBySender = count;
  }

  Attributes attributes() {
    return attributes.build();
  }

  /// Those that the sender left out and those beyond the limit, at most 2^32 - 1.
  long droppedCount() {
    return sum(droppedBySender, droppedHere);
  }

  /// The sum as OTLP's unsigned 32-bit counts can hold it.
  static long sum(long one, long other) {
    return Math.min(one + other, MAX_UINT32);
  }
}
