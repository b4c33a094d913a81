package dev.skep.persistence.search;

import java.time.Duration;

/// How much is done for one page of a list.
///
/// @param patience after this, what was found is the page; but some traces are always looked at
/// @param readBeforeScan so many traces are read before it is said of them how few match
/// @param readInPlaceOfScan if a page would take more than so many to be read, all rows of a
///   segment are gone through to see which traces may match at all
/// @param fewUnsure so many traces of a segment are read as quickly as that
/// @param mostPassing if more of them may match, those that do are soon found by reading
public record Effort(
    Duration patience, int readBeforeScan, int readInPlaceOfScan, int fewUnsure, int mostPassing) {
  /// As measured over 20 million spans, and as long as a reader may be expected to wait.
  public static final Effort USUAL = new Effort(Duration.ofSeconds(3), 512, 5_000, 2_000, 2_000);

  /// The same, but not for longer than this.
  public Effort within(Duration other) {
    return new Effort(other, readBeforeScan, readInPlaceOfScan, fewUnsure, mostPassing);
  }
}
