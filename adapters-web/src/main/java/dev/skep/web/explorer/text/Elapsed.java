package dev.skep.web.explorer.text;

import java.time.Duration;
import java.time.Instant;

/// How long ago something was, or how long it will take to come, for a glance: seconds for two
/// minutes, then minutes, hours with their minutes for two days, then days.
public final class Elapsed {
  private static final long MINUTE = 60;
  private static final long HOUR = 3600;
  private static final long DAY = 86_400;

  private Elapsed() {}

  /// `just now`, `7 s ago`, `3 m ago`, `1 h 23 m ago`, `6 d ago`. What is yet to come is `just
  /// now`.
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
    if (seconds < 2 * MINUTE) {
      return seconds + " s";
    }
    if (seconds < HOUR) {
      return seconds / MINUTE + " m";
    }
    return seconds < 2 * DAY
        ? Formats.units(seconds / HOUR, " h", seconds % HOUR / MINUTE, " m")
        : seconds / DAY + " d";
  }
}
