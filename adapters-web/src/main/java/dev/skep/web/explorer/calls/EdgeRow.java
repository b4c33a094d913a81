package dev.skep.web.explorer.calls;

import dev.skep.domain.calls.Party;
import dev.skep.domain.calls.ServiceEdge;
import dev.skep.web.explorer.text.Formats;

/// The calls of one party by another, in words.
///
/// @param href the traces of these calls, or empty where they cannot be told
/// @param share of what they are a part of
public record EdgeRow(
    PartyName caller,
    PartyName callee,
    Rate rate,
    String calls,
    Share errors,
    String p95,
    Share share,
    String href) {
  private static final double HIGH = 0.95;

  /// Puts an edge into words.
  ///
  /// @param part what of it the share is about
  /// @param whole what the share is a part of
  public static EdgeRow of(
      ServiceEdge edge, double part, double whole, double seconds, CallPaths paths) {
    return new EdgeRow(
        PartyName.of(edge.caller(), paths),
        PartyName.of(edge.callee(), paths),
        Rate.of(edge.calls(), seconds),
        Formats.count(edge.calls(), "call"),
        Share.of((double) edge.errors(), (double) edge.calls()),
        Formats.duration(edge.histogram().quantile(HIGH)),
        Share.of(part, whole),
        paths.links().edge(edge.caller(), edge.callee()).orElse(""));
  }

  /// Whether this is about a service of this name.
  public static boolean isService(Party party, String name) {
    return party.equals(new Party.Service(name));
  }
}
