package dev.skep.domain.anatomy;

import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanOutline;
import dev.skep.domain.trace.SpanTree;
import dev.skep.domain.trace.SpanTree.Node;
import dev.skep.domain.trace.SpanTree.Place;
import dev.skep.domain.trace.TraceSummary;
import dev.skep.domain.trace.UnixNano;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts the spans that name one missing parent under a node for it, where the first of them stood.
final class AnatomyBuilder {
  private final List<Node> nodes;
  private final long tracePosition;
  private final NodeColumns columns;
  private final Map<SpanOperation, Integer> operations = new LinkedHashMap<>();

  private AnatomyBuilder(List<Node> nodes, int missing, long tracePosition) {
    this.nodes = nodes;
    this.tracePosition = tracePosition;
    this.columns = new NodeColumns(nodes.size() + missing);
  }

  static Anatomy build(TraceSummary summary, List<SpanOutline> spans) {
    SpanTree tree = SpanTree.of(spans);
    List<Group> groups = groups(tree.nodes());
    int missing = (int) groups.stream().filter(Group::isMissing).count();
    var builder = new AnatomyBuilder(tree.nodes(), missing, summary.startPosition());
    groups.forEach(builder::add);
    builder.columns.link();
    builder.number();
    return new Anatomy(
        summary, builder.columns, List.copyOf(builder.operations.keySet()), tree.depth());
  }

  /// What stands beside one another at the top: a tree, or several under one missing parent.
  ///
  /// @param roots where each tree begins in the list of nodes
  private record Group(Parent missing, List<Integer> roots) {
    boolean isMissing() {
      return missing instanceof Parent.Of;
    }
  }

  private static List<Group> groups(List<Node> nodes) {
    List<Group> groups = new ArrayList<>();
    Map<Parent, Group> byParent = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).depth() == 0) {
        boolean isMissing = nodes.get(i).place() == Place.PARENT_MISSING;
        Parent parent = isMissing ? nodes.get(i).span().parent() : Parent.NONE;
        Group group = new Group(parent, new ArrayList<>(1));
        Group known = isMissing ? byParent.putIfAbsent(parent, group) : null;
        if (known == null) {
          groups.add(group);
        }
        (known == null ? group : known).roots().add(i);
      }
    }
    return groups;
  }

  private void add(Group group) {
    if (group.missing() instanceof Parent.Of(SpanId id)) {
      long first = Long.MAX_VALUE;
      long last = 0;
      for (int root : group.roots()) {
        SpanOutline span = nodes.get(root).span();
        first = Math.min(first, UnixNano.position(span.start()) - tracePosition);
        last = Math.max(last, UnixNano.position(span.lastMoment()) - tracePosition);
      }
      columns.addMissing(id, first, last);
    }
    for (int root : group.roots()) {
      addTree(root, group.isMissing() ? 1 : 0);
    }
  }

  private void addTree(int root, int deeper) {
    int i = root;
    do {
      Node node = nodes.get(i);
      var operation = SpanOperation.of(node.span());
      Integer number = operations.putIfAbsent(operation, operations.size());
      columns.add(
          node,
          node.depth() + deeper,
          number == null ? operations.size() - 1 : number,
          tracePosition);
      i++;
    } while (i < nodes.size() && nodes.get(i).depth() > 0);
  }

  /// Numbers the spans of one id by start; those of one start in the order in which they came.
  private void number() {
    Map<SpanId, List<Integer>> sameId = new HashMap<>();
    Map<SpanId, Integer> firstOf = HashMap.newHashMap(columns.size());
    for (int node = 0; node < columns.size(); node++) {
      if (columns.operations[node] != Anatomy.NONE) {
        int at = node;
        Integer first = firstOf.putIfAbsent(columns.ids[node], node);
        if (first != null) {
          sameId.computeIfAbsent(columns.ids[node], id -> new ArrayList<>(List.of(first))).add(at);
        }
      }
    }
    for (List<Integer> twins : sameId.values()) {
      twins.sort((a, b) -> Long.compare(columns.starts[a], columns.starts[b]));
      for (int i = 1; i < twins.size(); i++) {
        columns.numbers.put(twins.get(i), i + 1);
      }
    }
  }
}
