package dev.skep.persistence.rollup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/// The quarters of an hour that a segment keeps apart: the first ones that calls began in. Senders
/// with broken clocks, or with bad intentions, do not get a row for every minute since 1970.
final class KeptQuarters {
  private final int most;
  private final Set<Long> quarters = new HashSet<>();
  private long latest = Counts.UNDATED;

  private KeptQuarters(int most) {
    this.most = most;
  }

  static KeptQuarters of(Connection connection, int most) throws SQLException {
    var kept = new KeptQuarters(most);
    for (CountsTable table : CountsTable.values()) {
      try (var statement = connection.createStatement();
          var starts = statement.executeQuery(table.quarters())) {
        while (starts.next()) {
          kept.quarters.add(starts.getLong(1) / Resolution.QUARTER.nanos());
        }
      }
    }
    return kept;
  }

  /// The minute, or [Counts#UNDATED] if it is one too many.
  long keep(long minute) {
    long quarter = minute / Resolution.QUARTER.minutes();
    if (quarter != latest) {
      if (!quarters.contains(quarter)) {
        if (quarters.size() >= most) {
          return Counts.UNDATED;
        }
        quarters.add(quarter);
      }
      latest = quarter;
    }
    return minute;
  }
}
