package dev.skep.web.explorer.services;

import dev.skep.domain.calls.CallTally;
import dev.skep.domain.calls.Party;
import dev.skep.domain.calls.ServiceEdge;
import dev.skep.domain.calls.ServiceMap;
import dev.skep.web.explorer.calls.CallPaths;
import dev.skep.web.explorer.calls.Rate;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.ServiceColor;
import dev.skep.web.explorer.text.VisibleText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Something that was called and sent no span of it, in words.
///
/// @param calls how often all of its callers called it together
/// @param port to be watched so that it shows, or empty where its callers say none
/// @param reporting the service that sends spans under this name, or empty
record SilentCallee(
    String name,
    List<Caller> callers,
    String moreCallers,
    Rate calls,
    String p95,
    String port,
    String reporting) {
  private static final int LONGEST = 80;
  private static final int MOST_CALLERS = 4;
  private static final double HIGH = 0.95;

  /// One of its callers.
  ///
  /// @param href the traces in which it called
  record Caller(String name, String color, String href) {}

  /// Those with the most calls first.
  ///
  /// @param services the names of those that send spans
  static List<SilentCallee> all(
      ServiceMap map, Set<String> services, double seconds, CallPaths paths) {
    var edges = new TreeMap<String, List<ServiceEdge>>();
    for (ServiceEdge edge : map.edges()) {
      if (edge.callee() instanceof Party.Uninstrumented(String name)) {
        edges.computeIfAbsent(name, none -> new ArrayList<>()).add(edge);
      }
    }
    return edges.entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> -calls(entry.getValue())))
        .map(entry -> of(entry.getKey(), entry.getValue(), services, seconds, paths))
        .toList();
  }

  private static SilentCallee of(
      String name, List<ServiceEdge> edges, Set<String> services, double seconds, CallPaths paths) {
    var tally = new CallTally();
    edges.forEach(tally::add);
    List<Caller> callers = edges.stream().flatMap(edge -> callers(edge, paths)).toList();
    int more = callers.size() - MOST_CALLERS;
    int colon = name.lastIndexOf(':');
    String host = colon > 0 ? name.substring(0, colon) : name;
    return new SilentCallee(
        VisibleText.line(name, LONGEST),
        callers.subList(0, Math.min(callers.size(), MOST_CALLERS)),
        more > 0 ? "+" + more : "",
        Rate.of(tally.calls(), seconds),
        Formats.duration(tally.histogram().quantile(HIGH)),
        colon > 0 ? VisibleText.line(name.substring(colon + 1), 5) : "",
        services.contains(host) ? VisibleText.line(host, LONGEST) : "");
  }

  private static Stream<Caller> callers(ServiceEdge edge, CallPaths paths) {
    return edge.caller() instanceof Party.Service(String name)
        ? paths.links().edge(edge.caller(), edge.callee()).stream()
            .map(href -> new Caller(VisibleText.line(name, 40), ServiceColor.of(name), href))
        : Stream.empty();
  }

  private static long calls(Collection<ServiceEdge> edges) {
    return edges.stream().mapToLong(ServiceEdge::calls).sum();
  }
}
