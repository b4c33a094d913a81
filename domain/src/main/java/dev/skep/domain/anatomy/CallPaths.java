package dev.skep.domain.anatomy;

import dev.skep.domain.trace.SpanKind;
import dev.skep.domain.trace.TraceSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The ways from the top of a trace down, by operations: spans that do the same below spans that do
/// the same are on one path, however many they are. The work of a request that Beyla split from it
/// counts as the request itself. Several traces can be laid over one another.
///
/// Paths are numbered from 0 on so that each stands after the one above it.
public final class CallPaths {
  private static final SpanOperation MISSING =
      new SpanOperation("", "missing parent", SpanKind.INTERNAL, TraceSource.EBPF);

  private final List<Path> paths = new ArrayList<>();
  private final Map<Step, Integer> numbers = new HashMap<>();
  private final int traces;

  private CallPaths(int traces) {
    this.traces = traces;
  }

  /// @param missing whether it leads to a parent that is not stored
  private record Step(int above, SpanOperation operation, boolean missing) {}

  /// What the spans of one trace on one path come to.
  ///
  /// @param first the first of their nodes, or [Anatomy#NONE] when there are none
  /// @param selfNano their self times together
  public record Sums(int count, int errors, long totalNano, long selfNano, int first) {
    /// Of no span.
    public static final Sums NONE = new Sums(0, 0, 0, 0, Anatomy.NONE);

    private Sums plus(Anatomy trace, int node) {
      return new Sums(
          count + 1,
          errors + (trace.isError(node) ? 1 : 0),
          Saturated.sum(totalNano, trace.duration(node)),
          Saturated.sum(selfNano, trace.ownTime(node)),
          first == Anatomy.NONE ? node : first);
    }
  }

  private static final class Path {
    private final Step last;
    private final int level;
    private final Sums[] sums;

    Path(Step last, int level, int traces) {
      this.last = last;
      this.level = level;
      this.sums = new Sums[traces];
      Arrays.fill(sums, Sums.NONE);
    }
  }

  /// Lays traces over one another; the paths of the first come first.
  public static CallPaths of(List<Anatomy> traces) {
    var paths = new CallPaths(traces.size());
    for (int i = 0; i < traces.size(); i++) {
      paths.add(traces.get(i), i);
    }
    return paths;
  }

  private void add(Anatomy trace, int number) {
    int[] pathOf = new int[trace.size()];
    for (int node = 0; node < pathOf.length; node++) {
      int parent = trace.parent(node);
      int above = parent == Anatomy.NONE ? Anatomy.NONE : pathOf[parent];
      if (parent != Anatomy.NONE && trace.processing(parent) == node) {
        pathOf[node] = above;
      } else {
        boolean missing = trace.isMissing(node);
        pathOf[node] = path(new Step(above, missing ? MISSING : trace.operation(node), missing));
        if (!missing) {
          Path path = paths.get(pathOf[node]);
          path.sums[number] = path.sums[number].plus(trace, node);
        }
      }
    }
  }

  private int path(Step last) {
    Integer number = numbers.putIfAbsent(last, paths.size());
    if (number != null) {
      return number;
    }
    int level = last.above() == Anatomy.NONE ? 0 : paths.get(last.above()).level + 1;
    paths.add(new Path(last, level, traces));
    return paths.size() - 1;
  }

  public int size() {
    return paths.size();
  }

  /// The path without its last step, or [Anatomy#NONE].
  public int above(int path) {
    return paths.get(path).last.above();
  }

  /// How many steps lead there, from 0 on.
  public int level(int path) {
    return paths.get(path).level;
  }

  /// What its spans do, or nothing when they are parents that are not stored.
  public Optional<SpanOperation> operation(int path) {
    Step last = paths.get(path).last;
    return last.missing() ? Optional.empty() : Optional.of(last.operation());
  }

  /// What the spans of the trace with this place in the list come to.
  public Sums sums(int path, int trace) {
    return paths.get(path).sums[trace];
  }

  /// The paths in the order of a tree: each after the one above it, those beside one another in the
  /// order of their numbers.
  public int[] inTreeOrder() {
    int[] firstBelow = new int[paths.size() + 1];
    int[] nextBeside = new int[paths.size()];
    Arrays.fill(firstBelow, Anatomy.NONE);
    for (int path = paths.size() - 1; path >= 0; path--) {
      int above = paths.get(path).last.above() + 1;
      nextBeside[path] = firstBelow[above];
      firstBelow[above] = path;
    }
    int[] order = new int[paths.size()];
    int[] stack = new int[paths.size() + 1];
    int depth = 0;
    int count = 0;
    int at = firstBelow[0];
    while (at != Anatomy.NONE || depth > 0) {
      if (at == Anatomy.NONE) {
        at = nextBeside[stack[--depth]];
      } else {
        order[count++] = at;
        stack[depth++] = at;
        at = firstBelow[at + 1];
      }
    }
    return order;
  }
}
