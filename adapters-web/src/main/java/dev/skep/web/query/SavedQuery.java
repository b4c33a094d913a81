package dev.skep.web.query;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// A search as it is saved: its parameters in one order, those that can be read and nothing else.
/// Where somebody was in the list does not belong to it.
public sealed interface SavedQuery {
  /// It can be saved.
  ///
  /// @param text as it stands behind the `?` of an address; empty for all traces of the usual time
  record Usable(String text) implements SavedQuery {}

  /// It cannot be read.
  record Unusable(ParameterProblem problem) implements SavedQuery {}

  /// Reads what was sent, or was stored.
  ///
  /// @param now the present, which the parameters may have to be read against
  static SavedQuery of(UrlQuery sent, Instant now) {
    UrlQuery kept = kept(sent);
    return switch (TraceParameters.parse(kept, TimeRange.lastHour(), now)) {
      case TraceParameters.Valid _ -> {
        String address = kept.at("?");
        yield new Usable(address.length() > 2 ? address.substring(2) : "");
      }
      case TraceParameters.Invalid(List<ParameterProblem> problems) ->
          new Unusable(problems.getFirst());
    };
  }

  /// The search of a saved text at this path. Only the parameters of searches are taken from it.
  static String at(String path, String saved) {
    return kept(UrlQuery.parse(saved)).at(path);
  }

  private static UrlQuery kept(UrlQuery sent) {
    return sent.only(
        Stream.concat(TraceParameters.FILTERS.stream(), Stream.of("sort", "limit")).toList());
  }
}
