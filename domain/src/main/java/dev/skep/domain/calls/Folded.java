package dev.skep.domain.calls;

/// How far an answer is less exact than the spans, because a store keeps only so many names and
/// minutes apart.
///
/// @param calls those in the range that are counted under "other", names unknown
/// @param undated those, of any time, whose minute is not known: they are in no answer
public record Folded(long calls, long undated) {
  public static final Folded NOTHING = new Folded(0, 0);
}
