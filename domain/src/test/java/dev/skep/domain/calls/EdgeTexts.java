package dev.skep.domain.calls;

import java.util.List;

/// Edges of a map as short texts, for tests: `nginx>[redis] 2`.
public final class EdgeTexts {
  private EdgeTexts() {}

  public static List<String> of(ServiceMap map) {
    return map.edges().stream()
        .map(edge -> name(edge.caller()) + ">" + name(edge.callee()) + " " + edge.calls())
        .toList();
  }

  private static String name(Party party) {
    return switch (party) {
      case Party.Service(String name) -> name;
      case Party.Uninstrumented(String name) -> "[" + name + "]";
      case Party.Outside() -> "outside";
      case Party.Other() -> "other";
    };
  }
}
