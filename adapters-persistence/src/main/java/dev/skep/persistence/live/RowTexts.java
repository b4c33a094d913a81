package dev.skep.persistence.live;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/// What an index takes from the rows of `spans`, in the order of their ids, as texts of some
/// hundred rows each.
///
/// Each value that crosses from SQLite to Java costs more than SQLite needs to find it, above all
/// in a program that has just started. So SQLite itself puts many values into one.
final class RowTexts implements AutoCloseable {
  /// Stands between two rows.
  static final char ROWS = '\n';

  /// Stands between two values of a row. The last of them, the attributes, may hold it too; being
  /// JSON, they hold no line break.
  static final char VALUES = ',';

  static final int ROWS_AT_ONCE = 512;
  private static final String IS_RARE =
      """
      (status_message <> '' OR exact_times IS NOT NULL OR trace_state <> ''
        OR events IS NOT NULL OR links IS NOT NULL OR end_offset_nano IS NULL)\
      """;
  private static final String TEXT =
      """
      SELECT group_concat(concat_ws(',', id, hex(trace_id), hex(span_id), hex(parent_span_id),
        operation_id, status_code, start_time_unix_nano, coalesce(end_offset_nano, 0), flags,
        resource_id, scope_id,
      """
          + IS_RARE
          + """
          , attributes), char(10))
          FROM (SELECT * FROM spans WHERE id BETWEEN ? AND ? ORDER BY id)\
          """;
  private static final String RARE =
      """
      SELECT status_message, end_offset_nano, exact_times, trace_state, events, links
      FROM spans WHERE id BETWEEN ? AND ? AND
      """
          + IS_RARE
          + " ORDER BY id";

  private final PreparedStatement texts;
  private final PreparedStatement rare;
  private final long last;
  private long from = 1 - ROWS_AT_ONCE;
  // Of the rows at hand, those that have something rare; not asked for before one is needed.
  private @Nullable ResultSet rareRows;

  /// @param connection in a transaction, so that all rows are of one moment
  RowTexts(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT coalesce(max(id), 0) FROM spans")) {
      last = row.getLong(1);
    }
    texts = connection.prepareStatement(TEXT);
    rare = connection.prepareStatement(RARE);
  }

  /// The id of the last row, or 0.
  long lastRow() {
    return last;
  }

  /// Whether there are further rows; then [#text] is of the next ones.
  boolean next() throws SQLException {
    closeRareRows();
    from += ROWS_AT_ONCE;
    return from <= last;
  }

  /// The rows, or an empty text where all have been deleted.
  String text() throws SQLException {
    try (ResultSet row = of(texts)) {
      String text = row.getString(1);
      return text == null ? "" : text;
    }
  }

  /// What is rare, of the next row that says that it has such: the message of the status, the
  /// offset of the end, the exact times, the trace state, events, and links.
  ResultSet nextRare() throws SQLException {
    ResultSet rows = rareRows == null ? of(rare) : rareRows;
    rareRows = rows;
    if (!rows.next()) {
      throw new SQLException("a row has changed while it was read");
    }
    return rows;
  }

  private ResultSet of(PreparedStatement query) throws SQLException {
    query.setLong(1, from);
    query.setLong(2, from + ROWS_AT_ONCE - 1);
    return query.executeQuery();
  }

  @Override
  public void close() throws SQLException {
    closeRareRows();
    texts.close();
    rare.close();
  }

  private void closeRareRows() throws SQLException {
    if (rareRows != null) {
      rareRows.close();
      rareRows = null;
    }
  }
}
