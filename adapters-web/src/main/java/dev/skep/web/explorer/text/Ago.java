package dev.skep.web.explorer.text;

import java.time.Duration;
import java.time.Instant;

/// How long ago something was, in one unit: `7 s ago`, `15 h ago`.
public final class Ago {
  private Ago() {}

  public static String of(Instant time, Instant now) {
    Duration ago = Duration.between(time, now);
    if (ago.compareTo(Duration.ofSeconds(1)) < 0) {
      return "now";
    }
    if (ago.compareTo(Duration.ofMinutes(2)) < 0) {
      return ago.toSeconds() + " s ago";
    }
    if (ago.compareTo(Duration.ofHours(2)) < 0) {
      return ago.toMinutes() + " min ago";
    }
    return ago.compareTo(Duration.ofDays(2)) < 0
        ? ago.toHours() + " h ago"
        : ago.toDays() + " d ago";
  }
}
