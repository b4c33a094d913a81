package dev.skep.persistence.sealing;

import java.util.ArrayList;
import java.util.List;

/// Neighbours of which so many are counted that they are handled together.
///
/// @param end the first that is no longer among them
/// @param total of their counts
record Part(int first, int end, int total) {
  /// All of them, in their order: as many together as come to the most, but at least one.
  static List<Part> of(int[] counts, int mostAtOnce) {
    List<Part> parts = new ArrayList<>();
    int first = 0;
    while (first < counts.length) {
      int end = first + 1;
      int total = counts[first];
      while (end < counts.length && total + counts[end] <= mostAtOnce) {
        total += counts[end];
        end++;
      }
      parts.add(new Part(first, end, total));
      first = end;
    }
    return parts;
  }

  boolean contains(int number) {
    return number >= first && number < end;
  }
}
