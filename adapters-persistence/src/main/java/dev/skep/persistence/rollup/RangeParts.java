package dev.skep.persistence.rollup;

import dev.skep.domain.calls.Minutes;
import java.util.ArrayList;
import java.util.List;

/// A range of minutes as few rows as possible hold: whole quarters of an hour, and the minutes that
/// stick out before and after.
///
/// @param minutes what is to be read minute by minute
/// @param quarters what is to be read in quarters of an hour
record RangeParts(List<Minutes> minutes, List<Minutes> quarters) {
  /// When it does not matter to which minute a call belongs.
  static RangeParts of(Minutes range) {
    int length = Resolution.QUARTER.minutes();
    long first = (range.first() + length - 1) / length * length;
    long end = range.end() / length * length;
    if (first >= end) {
      return new RangeParts(List.of(range), List.of());
    }
    List<Minutes> minutes = new ArrayList<>();
    if (range.first() < first) {
      minutes.add(new Minutes(range.first(), first));
    }
    if (end < range.end()) {
      minutes.add(new Minutes(end, range.end()));
    }
    return new RangeParts(minutes, List.of(new Minutes(first, end)));
  }

  /// When each step of so many minutes is wanted for itself.
  static RangeParts of(Minutes range, int stepMinutes) {
    boolean fits =
        range.first() % Resolution.QUARTER.minutes() == 0
            && stepMinutes % Resolution.QUARTER.minutes() == 0;
    return fits ? of(range) : new RangeParts(List.of(range), List.of());
  }
}
