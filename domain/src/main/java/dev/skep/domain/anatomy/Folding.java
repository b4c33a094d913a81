package dev.skep.domain.anatomy;

import java.util.Set;

/// What of a trace is folded away, and what of that is opened again. Nodes by their numbers.
///
/// @param parts whether what Beyla splits a request into is folded into the request
/// @param runs whether like siblings are folded into one row
/// @param levels how many levels stand open, from 1 on; those below are closed
/// @param opened nodes that are open although their level is not
/// @param closed nodes that are closed although their level is open
/// @param openRuns runs of siblings that are open, by their first span
/// @param openParts requests whose parts are rows of their own
public record Folding(
    boolean parts,
    boolean runs,
    int levels,
    Set<Integer> opened,
    Set<Integer> closed,
    Set<Integer> openRuns,
    Set<Integer> openParts) {
  /// The number of levels that opens all of any trace.
  public static final int ALL_LEVELS = Integer.MAX_VALUE;

  /// Parts and runs are folded, and all levels are open.
  public static final Folding USUAL =
      new Folding(true, true, ALL_LEVELS, Set.of(), Set.of(), Set.of(), Set.of());

  /// Nothing is folded.
  public static final Folding NONE =
      new Folding(false, false, ALL_LEVELS, Set.of(), Set.of(), Set.of(), Set.of());

  public Folding {
    opened = Set.copyOf(opened);
    closed = Set.copyOf(closed);
    openRuns = Set.copyOf(openRuns);
    openParts = Set.copyOf(openParts);
  }

  /// Whether what is below a node on this level, counted from 0, is to be seen.
  boolean isOpen(int node, int level) {
    return level + 1 < levels ? !closed.contains(node) : opened.contains(node);
  }
}
