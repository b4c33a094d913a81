package dev.skep.application;

/// What became of a batch of spans that was stored.
///
/// @param stored how many spans are new
/// @param duplicates how many were stored before, or stood in the batch twice
public record WriteResult(int stored, int duplicates) {
  /// Of a batch without spans.
  public static final WriteResult NOTHING = new WriteResult(0, 0);
}
