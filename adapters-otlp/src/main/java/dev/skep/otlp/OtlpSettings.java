package dev.skep.otlp;

import dev.skep.application.access.AddressRanges;

/// How the door behaves.
///
/// @param enabled whether spans are taken in at all
/// @param keys who may send
/// @param maxBodyBytes the largest request body, both as sent and after decompression
/// @param inFlightBytes how much memory all requests under way may take together, save that one of
///   them may go beyond
/// @param proxies which callers are believed when they say for whom they call
/// @param masksSecrets whether secrets within spans are masked before they are stored
public record OtlpSettings(
    boolean enabled,
    ApiKeys keys,
    AddressRanges proxies,
    long maxBodyBytes,
    long inFlightBytes,
    boolean masksSecrets) {
  private static final long MIB = 1024 * 1024;
  // The size that OTLP recommends.
  private static final long LARGEST = 64 * MIB;
  // Beyla sends up to 4,096 spans at once and cannot split them after a 413.
  private static final long SMALLEST = 16 * MIB;

  /// An eighth of the heap, but at least 16 MiB and at most 64 MiB.
  ///
  /// @param maxHeap in bytes
  public static long defaultMaxBodyBytes(long maxHeap) {
    return Math.clamp(maxHeap / 8, SMALLEST, LARGEST);
  }

  /// A quarter of the heap.
  ///
  /// @param maxHeap in bytes
  public static long defaultInFlightBytes(long maxHeap) {
    return maxHeap / 4;
  }
}
