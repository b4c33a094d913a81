package dev.skep.web.explorer.map;

import dev.skep.domain.calls.CallTally;
import dev.skep.domain.calls.CalledServices;
import dev.skep.domain.calls.Label;
import dev.skep.domain.calls.Party;
import dev.skep.domain.calls.ServiceEdge;
import dev.skep.domain.calls.ServiceMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The services and what they call. In the order of their names, so that a picture stays the same
/// while the numbers change.
///
/// @param edges those of a service that calls itself among them
/// @param hiddenNodes how many nodes are left out, those with the fewest calls
/// @param hiddenEdges how many kinds of call are left out, those of hidden nodes among them
record ServiceGraph(List<Node> nodes, List<ServiceEdge> edges, int hiddenNodes, int hiddenEdges) {
  static final int MOST_NODES = 80;
  static final int MOST_EDGES = 80;
  private static final double HIGH = 0.95;

  /// One of them; its figures are those of calls of it.
  record Node(Party party, long calls, long errors, long p95) {}

  static ServiceGraph of(CalledServices called, ServiceMap map) {
    List<ServiceEdge> edges =
        map.edges().stream().filter(edge -> !(edge.caller() instanceof Party.Outside)).toList();
    Map<Party, Node> nodes = new TreeMap<>();
    for (CalledServices.Calls each : called.services()) {
      Party party =
          each.service() instanceof Label.Named(String name)
              ? new Party.Service(name)
              : new Party.Other();
      nodes.put(
          party,
          new Node(
              party,
              each.statistics().calls(),
              each.statistics().errors(),
              each.statistics().quantile(HIGH)));
    }
    Map<Party, List<ServiceEdge>> callers = new HashMap<>();
    for (ServiceEdge edge : edges) {
      nodes.putIfAbsent(edge.caller(), new Node(edge.caller(), 0, 0, 0));
      callers.computeIfAbsent(edge.callee(), none -> new ArrayList<>()).add(edge);
    }
    callers.forEach((callee, some) -> nodes.putIfAbsent(callee, silent(callee, some)));
    return new ServiceGraph(List.copyOf(nodes.values()), edges, 0, 0);
  }

  /// The service with those that it calls and that call it.
  ServiceGraph around(String service) {
    var middle = new Party.Service(service);
    List<ServiceEdge> near =
        edges.stream()
            .filter(edge -> edge.caller().equals(middle) || edge.callee().equals(middle))
            .toList();
    Set<Party> kept = new HashSet<>(Set.of(middle));
    near.forEach(edge -> kept.addAll(List.of(edge.caller(), edge.callee())));
    return new ServiceGraph(
        nodes.stream().filter(node -> kept.contains(node.party())).toList(), near, 0, 0);
  }

  /// As much of it as a picture holds: what is called most.
  ServiceGraph drawn() {
    Set<Party> kept = new HashSet<>();
    nodes.stream()
        .sorted(Comparator.comparingLong(node -> -node.calls()))
        .limit(MOST_NODES)
        .forEach(node -> kept.add(node.party()));
    List<ServiceEdge> between =
        edges.stream().filter(edge -> !edge.caller().equals(edge.callee())).toList();
    List<ServiceEdge> most =
        between.stream()
            .filter(edge -> kept.contains(edge.caller()) && kept.contains(edge.callee()))
            .sorted(Comparator.comparingLong(edge -> -edge.calls()))
            .limit(MOST_EDGES)
            .sorted(ServiceEdge.ORDER)
            .toList();
    return new ServiceGraph(
        nodes.stream().filter(node -> kept.contains(node.party())).toList(),
        most,
        nodes.size() - kept.size(),
        between.size() - most.size());
  }

  /// Those of these edges that lead from a service to itself: they take no part in the layout.
  List<ServiceEdge> loops() {
    return edges.stream().filter(edge -> edge.caller().equals(edge.callee())).toList();
  }

  /// Where among the nodes this one is, or -1.
  int numberOf(Party party) {
    return nodes.stream().map(Node::party).toList().indexOf(party);
  }

  Shape shape() {
    Map<Party, Integer> numbers = new HashMap<>();
    nodes.forEach(node -> numbers.put(node.party(), numbers.size()));
    return new Shape(
        nodes.size(),
        edges.stream()
            .map(edge ->
                new Shape.Edge(
                    numbers.getOrDefault(edge.caller(), 0), numbers.getOrDefault(edge.callee(), 0)))
            .toList());
  }

  private static Node silent(Party callee, List<ServiceEdge> edges) {
    var tally = new CallTally();
    edges.forEach(tally::add);
    return new Node(callee, tally.calls(), tally.errors(), tally.histogram().quantile(HIGH));
  }
}
