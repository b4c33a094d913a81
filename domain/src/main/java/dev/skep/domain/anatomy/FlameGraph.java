package dev.skep.domain.anatomy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the work of a trace was done: a frame for each path, as wide as the self times on it and
/// below it. So the frames above one another add up, also where spans ran beside one another.
///
/// @param frames each after the one above it; only those that are wide enough to be seen
/// @param hidden how many are too narrow, too deep or too many
public record FlameGraph(List<Frame> frames, int hidden, long totalNano) {
  /// One path.
  ///
  /// @param operation nothing where the parent is missing
  /// @param level from 0 on
  /// @param begin where it stands, as a share of the whole
  /// @param share how wide it is
  /// @param node the first span on the path, or [Anatomy#NONE]
  public record Frame(
      List<SpanOperation> operation,
      int level,
      double begin,
      double share,
      CallPaths.Sums sums,
      int node) {
    public Frame {
      operation = List.copyOf(operation);
    }
  }

  public FlameGraph {
    frames = List.copyOf(frames);
  }

  /// Draws the paths of a trace.
  ///
  /// @param most how many frames there are at most
  /// @param levels how deep they go at most
  /// @param leastShare narrower ones are left out
  public static FlameGraph of(Anatomy trace, int most, int levels, double leastShare) {
    CallPaths paths = CallPaths.of(List.of(trace));
    double[] widths = new double[paths.size()];
    double total = 0;
    for (int path = paths.size() - 1; path >= 0; path--) {
      long self = paths.sums(path, 0).selfNano();
      widths[path] += self;
      total += self;
      if (paths.above(path) != Anatomy.NONE) {
        widths[paths.above(path)] += widths[path];
      }
    }
    List<Frame> frames = new ArrayList<>();
    int hidden = 0;
    // Where the next frame above each frame, and at the bottom, begins.
    double[] next = new double[paths.size() + 1];
    for (int path : paths.inTreeOrder()) {
      int above = paths.above(path) + 1;
      double begin = next[above];
      next[above] += widths[path];
      next[path + 1] = begin;
      double share = total == 0 ? 0 : widths[path] / total;
      if (share >= leastShare && paths.level(path) < levels && frames.size() < most) {
        CallPaths.Sums sums = paths.sums(path, 0);
        Optional<SpanOperation> operation = paths.operation(path);
        frames.add(
            new Frame(
                operation.stream().toList(),
                paths.level(path),
                begin / total,
                share,
                sums,
                sums.first()));
      } else {
        hidden++;
      }
    }
    return new FlameGraph(frames, hidden, total >= Long.MAX_VALUE ? Long.MAX_VALUE : (long) total);
  }
}
