package dev.skep.web.explorer.text;

import java.time.Duration;
import java.time.Instant;

/// How long ago something was, or how long it will take to come, in one unit for a glance: the
/// largest of which there are two or more.
public final class Elapsed {
  private static final long MINUTE = 60;
  private static final long HOUR = 3600;
  private static final long DAY = 86_400;

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
    if (seconds < 2 * MINUTE) {
      return seconds + " s";
    }
    if (seconds < 2 * HOUR) {
      return seconds / MINUTE + " m";
    }
    return seconds < 2 * DAY ? seconds / HOUR + " h" : seconds / DAY + " d";
  }
}
