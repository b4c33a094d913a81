package dev.skep.persistence.rollup;

import dev.skep.domain.calls.CallTally;
import dev.skep.domain.calls.Minutes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What one table of sums says of the minutes that are being written, and what the transaction
/// under way changes in it. Groups are numbered from 0 on: operations, or edges.
final class Counts {
  /// The minute of calls whose time is not kept apart.
  static final long UNDATED = -1;

  // What stays in memory between transactions, in rows; some 2 KB each.
  private static final int MOST_ROWS = 8_192;
  private static final Row NO_ROW = new Row(0, 0, Long.MIN_VALUE);

  private final PreparedStatement select;
  private final PreparedStatement replace;
  private final Map<Long, Row> rows = new HashMap<>();
  private final List<Row> changed = new ArrayList<>();
  // Whether the table may say something of a row that is not in memory.
  private boolean isTableAhead;
  // By group, the rows that were last counted in.
  private Row[] minuteRows = new Row[0];
  private Row[] quarterRows = new Row[0];

  Counts(Connection connection, CountsTable table) throws SQLException {
    select = connection.prepareStatement(table.select());
    replace = connection.prepareStatement(table.replace());
    try (Statement statement = connection.createStatement();
        ResultSet any = statement.executeQuery(table.any())) {
      isTableAhead = any.next();
    }
  }

  void count(int group, long minute, long nanos, boolean error) throws SQLException {
    minuteRow(group, minute).tally.add(nanos, error);
    if (minute != UNDATED) {
      quarterRow(group, minute / Resolution.QUARTER.minutes()).tally.add(nanos, error);
    }
  }

  void takeBack(int group, long minute, long nanos, boolean error) throws SQLException {
    minuteRow(group, minute).tally.takeBack(nanos, error);
    if (minute != UNDATED) {
      quarterRow(group, minute / Resolution.QUARTER.minutes()).tally.takeBack(nanos, error);
    }
  }

  /// Writes what has changed, in the transaction that is under way.
  void flush() throws SQLException {
    for (Row row : changed) {
      row.bind(replace);
      replace.addBatch();
      row.isChanged = false;
    }
    if (!changed.isEmpty()) {
      replace.executeBatch();
      changed.clear();
    }
    if (rows.size() > MOST_ROWS) {
      rows.clear();
      isTableAhead = true;
      Arrays.fill(minuteRows, NO_ROW);
      Arrays.fill(quarterRows, NO_ROW);
    }
  }

  private Row minuteRow(int group, long minute) throws SQLException {
    if (group >= minuteRows.length) {
      minuteRows = grown(minuteRows, group);
      quarterRows = grown(quarterRows, group);
    }
    Row row = minuteRows[group];
    if (row.start != minute) {
      row = row(Resolution.MINUTE, minute, group);
      minuteRows[group] = row;
    }
    return changed(row);
  }

  private Row quarterRow(int group, long quarter) throws SQLException {
    Row row = quarterRows[group];
    if (row.start != quarter) {
      row = row(Resolution.QUARTER, quarter, group);
      quarterRows[group] = row;
    }
    return changed(row);
  }

  private Row changed(Row row) {
    if (!row.isChanged) {
      row.isChanged = true;
      changed.add(row);
    }
    return row;
  }

  private Row row(Resolution resolution, long start, int group) throws SQLException {
    // A minute has 28 bits and a group far fewer than 24.
    long key = (start + 1) << 25 | (long) group << 1 | (resolution == Resolution.MINUTE ? 0 : 1);
    Row known = rows.get(key);
    if (known != null) {
      return known;
    }
    Row row = new Row(resolution.minutes(), group, start);
    if (isTableAhead) {
      row.load(select);
    }
    rows.put(key, row);
    return row;
  }

  private static Row[] grown(Row[] rows, int group) {
    Row[] grown = Arrays.copyOf(rows, Math.max(64, group * 2));
    Arrays.fill(grown, rows.length, grown.length, NO_ROW);
    return grown;
  }

  /// One row of the table.
  private static final class Row {
    private final int stepMinutes;
    private final int group;
    // In steps since 1970, or -1.
    private final long start;
    private final CallTally tally = new CallTally();
    private boolean isChanged;

    Row(int stepMinutes, int group, long start) {
      this.stepMinutes = stepMinutes;
      this.group = group;
      this.start = start;
    }

    void load(PreparedStatement select) throws SQLException {
      select.setInt(1, stepMinutes);
      select.setLong(2, startUnixNano());
      select.setInt(3, group);
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          tally.add(
              row.getLong(1),
              row.getLong(2),
              row.getLong(3),
              row.getLong(4),
              row.getLong(5),
              row.getBytes(6));
        }
      }
    }

    void bind(PreparedStatement replace) throws SQLException {
      replace.setInt(1, stepMinutes);
      replace.setLong(2, startUnixNano());
      replace.setInt(3, group);
      replace.setLong(4, tally.calls());
      replace.setLong(5, tally.errors());
      replace.setLong(6, tally.durationSum());
      replace.setLong(7, tally.shortest());
      replace.setLong(8, tally.longest());
      replace.setBytes(9, tally.histogramBytes());
    }

    private long startUnixNano() {
      return start == UNDATED ? UNDATED : Minutes.startOf(start * stepMinutes);
    }
  }
}
