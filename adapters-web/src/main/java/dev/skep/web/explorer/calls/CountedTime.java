package dev.skep.web.explorer.calls;

import dev.skep.domain.calls.Minutes;
import dev.skep.domain.calls.SeenServices;
import dev.skep.domain.calls.SeenServices.Seen;
import dev.skep.domain.calls.SeriesQuery;
import dev.skep.domain.calls.SeriesQuery.Services;
import dev.skep.domain.trace.UnixNano;
import dev.skep.web.query.TimeRange;
import java.time.Instant;

/// The time that a page is about, in the minutes that calls are counted in.
///
/// @param minutes at least one
/// @param seconds how much of them has passed; rates go by it
public record CountedTime(Minutes minutes, double seconds) {
  private static final int QUARTER = 15;
  private static final double NANOS_OF_A_SECOND = 1e9;

  /// A range without a beginning begins with what is stored.
  ///
  /// @param seen what is stored
  public static CountedTime of(TimeRange range, SeenServices seen, Instant now) {
    Instant end = range.end().orElse(now);
    Instant begin =
        range
            .begin(now)
            .orElseGet(() ->
                UnixNano.toInstant(
                    seen.emitters().stream()
                        .mapToLong(Seen::first)
                        .min()
                        .orElse(UnixNano.position(now))));
    Minutes covered = Minutes.covering(begin, end.isBefore(begin) ? begin : end);
    Minutes minutes = new Minutes(covered.first(), Math.max(covered.end(), covered.first() + 1));
    double passed =
        Math.min((double) UnixNano.position(now), startOf(minutes.end()))
            - startOf(minutes.first());
    return new CountedTime(minutes, Math.max(1, passed / NANOS_OF_A_SECOND));
  }

  /// The same time in at most some hundred steps: of whole minutes as long as these are few, then
  /// of quarters of an hour, from a full one on.
  ///
  /// @param most how many steps of minutes there are at most
  public SeriesQuery steps(int most, Services services) {
    long count = minutes.count();
    if (count <= 6L * most) {
      return new SeriesQuery(minutes, (int) ((count + most - 1) / most), services);
    }
    Minutes aligned = new Minutes(minutes.first() / QUARTER * QUARTER, minutes.end());
    long quarters = SeriesQuery.steps(aligned, (long) QUARTER * most);
    return new SeriesQuery(
        aligned, (int) Math.min(quarters * QUARTER, Integer.MAX_VALUE), services);
  }

  /// How much of the last of these steps has passed, of 1: less where the range ends within it too.
  public static double passedOfLast(SeriesQuery query, Instant now) {
    double end = Math.min((double) UnixNano.position(now), startOf(query.range().end()));
    long first = query.range().first() + (query.stepCount() - 1L) * query.stepMinutes();
    double step = query.stepMinutes() * (double) Minutes.NANOS_OF_ONE;
    return Math.clamp((end - startOf(first)) / step, 0, 1);
  }

  private static double startOf(long minute) {
    return (double) minute * Minutes.NANOS_OF_ONE;
  }
}
