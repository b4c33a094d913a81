package dev.skep.web.explorer.text;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Moments as text for one reader: by the clock of their zone, with the day where it is not today.
///
/// @param today the day that it is for the reader
public record Times(ZoneId zone, LocalDate today) {
  private static final DateTimeFormatter CLOCK = format("HH:mm:ss.SSS");
  private static final DateTimeFormatter DAY = format("d MMM HH:mm:ss.SSS");
  private static final DateTimeFormatter YEAR = format("d MMM uuuu HH:mm:ss.SSS");
  private static final DateTimeFormatter MINUTE = format("HH:mm");
  private static final DateTimeFormatter DAY_MINUTE = format("d MMM HH:mm");
  private static final DateTimeFormatter DATE = format("d MMM");
  private static final DateTimeFormatter YEAR_DATE = format("d MMM uuuu");
  private static final DateTimeFormatter YEAR_MINUTE = format("d MMM uuuu HH:mm");
  private static final DateTimeFormatter SECOND = format("HH:mm:ss");
  private static final DateTimeFormatter DAY_SECOND = format("d MMM HH:mm:ss");
  private static final DateTimeFormatter YEAR_SECOND = format("d MMM uuuu HH:mm:ss");
  private static final DateTimeFormatter FIELD = format("uuuu-MM-dd'T'HH:mm:ss.SSS");

  public static Times of(ZoneId zone, Instant now) {
    return new Times(zone, LocalDate.ofInstant(now, zone));
  }

  /// With milliseconds: `13:58:41.208`, `17 Mar 13:58:41.208`, `17 Mar 2025 13:58:41.208`.
  public String time(Instant time) {
    return text(time, CLOCK, DAY, YEAR);
  }

  /// With milliseconds and always with the day.
  public String dayAndTime(Instant time) {
    return text(time, DAY, DAY, YEAR);
  }

  /// Without seconds: `13:58`, `17 Mar 13:58`.
  public String minute(Instant time) {
    return text(time, MINUTE, DAY_MINUTE, YEAR_MINUTE);
  }

  /// For an axis whose marks are so far apart: without seconds unless they matter.
  public String mark(Instant time, Duration apart) {
    if (apart.compareTo(Duration.ofSeconds(1)) < 0) {
      return time(time);
    }
    return apart.compareTo(Duration.ofMinutes(1)) < 0
        ? text(time, SECOND, DAY_SECOND, YEAR_SECOND)
        : minute(time);
  }

  /// The first mark of a day on such an axis: `17 Mar` alone at midnight and where nothing but days
  /// has a mark, or with the time.
  public String dayMark(Instant time, Duration apart) {
    LocalDate day = time.atZone(zone).toLocalDate();
    String date = (day.getYear() == today.getYear() ? DATE : YEAR_DATE).format(day);
    return isMidnight(time) || apart.compareTo(Duration.ofDays(1)) >= 0
        ? date
        : date + " " + clock(time, apart);
  }

  /// A mark on such an axis that says nothing of the day.
  public String clock(Instant time, Duration apart) {
    return (apart.compareTo(Duration.ofSeconds(1)) < 0
            ? CLOCK
            : apart.compareTo(Duration.ofMinutes(1)) < 0 ? SECOND : MINUTE)
        .format(time.atZone(zone));
  }

  public boolean isMidnight(Instant time) {
    return time.equals(time.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant());
  }

  public boolean isSameDay(Instant one, Instant other) {
    return one.atZone(zone).toLocalDate().equals(other.atZone(zone).toLocalDate());
  }

  /// As a field of type `datetime-local` wants it.
  public String field(Instant time) {
    return FIELD.format(time.atZone(zone));
  }

  /// The name of the zone: `UTC`, `Europe/Berlin`.
  public String zoneName() {
    return zone.getId();
  }

  private String text(
      Instant time,
      DateTimeFormatter onThisDay,
      DateTimeFormatter inThisYear,
      DateTimeFormatter other) {
    ZonedDateTime local = time.atZone(zone);
    if (local.toLocalDate().equals(today)) {
      return onThisDay.format(local);
    }
    return (local.getYear() == today.getYear() ? inThisYear : other).format(local);
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
