package dev.skep.domain.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The spans of a trace in the order of a waterfall: every span exactly once, each after its
/// parent, siblings by start.
///
/// Real traces are broken in every way, so the tree is made for them: a span whose parent is not
/// stored is a root; a cycle of parents is cut above its earliest span; where several spans carry
/// one id, their children hang under the earliest. Nothing here recurses: a chain of 100,000 spans
/// is fine.
///
/// @param nodes the spans in pre-order
public record SpanTree(List<Node> nodes) {
  /// One span in its place.
  ///
  /// @param index where the span stands in the list that the tree was made of
  /// @param depth 0 for roots, one more for each level below
  /// @param children how many spans hang directly below
  /// @param place why the span stands here
  public record Node(int index, SpanOutline span, int depth, int children, Place place) {}

  /// Why a span stands where it does.
  public enum Place {
    /// It has no parent.
    ROOT,
    /// Its parent is not stored: not instrumented, not propagated, not arrived yet, or deleted.
    PARENT_MISSING,
    /// It would be its own ancestor; the cycle was cut here.
    CYCLE_CUT,
    /// It hangs under its parent.
    CHILD
  }

  private static final int NONE = -1;

  public SpanTree {
    nodes = List.copyOf(nodes);
  }

  /// Arranges spans of one trace, given in any order.
  public static SpanTree of(List<SpanOutline> spans) {
    Integer[] order = new Integer[spans.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        Comparator.comparing((Integer i) -> spans.get(i).start())
            .thenComparing(i -> spans.get(i).spanId()));
    List<SpanOutline> sorted = Arrays.stream(order).map(spans::get).toList();
    int[] parents = parents(sorted);
    Place[] places = places(sorted, parents);
    cutCycles(parents, places);
    return new SpanTree(preOrder(sorted, order, parents, places));
  }

  /// How many levels there are.
  public int depth() {
    int deepest = 0;
    for (Node node : nodes) {
      deepest = Math.max(deepest, node.depth() + 1);
    }
    return deepest;
  }

  /// How many spans stand in a place of this sort.
  public int count(Place place) {
    int count = 0;
    for (Node node : nodes) {
      if (node.place() == place) {
        count++;
      }
    }
    return count;
  }

  private static int[] parents(List<SpanOutline> sorted) {
    Map<SpanId, Integer> firstWithId = HashMap.newHashMap(sorted.size());
    for (int i = 0; i < sorted.size(); i++) {
      firstWithId.putIfAbsent(sorted.get(i).spanId(), i);
    }
    int[] parents = new int[sorted.size()];
    for (int i = 0; i < parents.length; i++) {
      parents[i] =
          sorted.get(i).parent() instanceof Parent.Of(SpanId parent)
              ? firstWithId.getOrDefault(parent, NONE)
              : NONE;
    }
    return parents;
  }

  private static Place[] places(List<SpanOutline> sorted, int[] parents) {
    Place[] places = new Place[parents.length];
    for (int i = 0; i < places.length; i++) {
      places[i] =
          parents[i] != NONE
              ? Place.CHILD
              : sorted.get(i).parent() instanceof Parent.None ? Place.ROOT : Place.PARENT_MISSING;
    }
    return places;
  }

  /// Walks upwards from every span. A walk that meets itself has found a cycle; the spans are
  /// sorted, so the cycle's smallest index is its earliest span.
  private static void cutCycles(int[] parents, Place[] places) {
    int[] walk = new int[parents.length];
    Arrays.fill(walk, NONE);
    for (int start = 0; start < parents.length; start++) {
      int at = start;
      while (at != NONE && walk[at] == NONE) {
        walk[at] = start;
        at = parents[at];
      }
      if (at != NONE && walk[at] == start) {
        int earliest = earliestOfCycle(at, parents);
        parents[earliest] = NONE;
        places[earliest] = Place.CYCLE_CUT;
      }
    }
  }

  private static int earliestOfCycle(int member, int[] parents) {
    int earliest = member;
    for (int at = parents[member]; at != member; at = parents[at]) {
      earliest = Math.min(earliest, at);
    }
    return earliest;
  }

  private static List<Node> preOrder(
      List<SpanOutline> sorted, Integer[] order, int[] parents, Place[] places) {
    // Children as linked lists in arrays: filled from the last span to the first, so that each list
    // begins with its earliest child.
    int[] firstChild = new int[parents.length];
    int[] nextSibling = new int[parents.length];
    int[] children = new int[parents.length];
    Arrays.fill(firstChild, NONE);
    int firstRoot = NONE;
    for (int i = parents.length - 1; i >= 0; i--) {
      if (parents[i] == NONE) {
        nextSibling[i] = firstRoot;
        firstRoot = i;
      } else {
        nextSibling[i] = firstChild[parents[i]];
        firstChild[parents[i]] = i;
        children[parents[i]]++;
      }
    }
    List<Node> nodes = new ArrayList<>(parents.length);
    Deque<Integer> pending = new ArrayDeque<>();
    int at = firstRoot;
    while (at != NONE || !pending.isEmpty()) {
      if (at == NONE) {
        at = nextSibling[pending.pop()];
        continue;
      }
      nodes.add(new Node(order[at], sorted.get(at), pending.size(), children[at], places[at]));
      pending.push(at);
      at = firstChild[at];
    }
    return nodes;
  }
}
