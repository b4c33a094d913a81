package dev.skep.domain.search.overview;

import java.time.Instant;

/// Which of the traces that a query finds an overview counts.
public sealed interface Coverage {
  /// All of them.
  record All() implements Coverage {}

  /// All that started at this moment or later, and perhaps some earlier ones: time was up.
  record Since(Instant start) implements Coverage {}

  /// None that it could vouch for: time was up before anything was counted to an end.
  record Unknown() implements Coverage {}
}
