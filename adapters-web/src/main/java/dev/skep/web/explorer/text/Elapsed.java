package dev.skep.web.explorer.text;

import java.time.Duration;
import java.time.Instant;

/// How long ago something was, or how long it will take to come, in one unit for a glance.
public final class Elapsed {
  private Elapsed() {}

  /// `just now`, `7 s ago`, `3 m ago`, `14 h ago`, `6 d ago`. What is yet to come is `just now`.
  public static String since(Instant time, Instant now) {
    String length = length(Duration.between(time, now));
    return length.isEmpty() ? "just now" : length + " ago";
  }

  /// `now`, `in 7 s`, `in 3 m`, …
  public static String until(Instant time, Instant now) {
    String length = length(Duration.between(now, time));
    return length.isEmpty() ? "now" : "in " + length;
  }

  private static String length(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 1) {
      return "";
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " m";
    }
    return seconds < 2 * 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
  }
}
