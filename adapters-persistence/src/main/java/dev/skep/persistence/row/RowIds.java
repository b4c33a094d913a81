package dev.skep.persistence.row;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jooq.exception.DataAccessException;

/// Finds or inserts rows of a table that many spans share.
///
/// The first spans of a segment need some hundred such rows in one transaction, while their senders
/// wait. So the statements are prepared once, through JDBC: jOOQ would need some tenths of a
/// millisecond to write each of them.
public final class RowIds {
  private final PreparedStatement select;
  private final PreparedStatement insert;

  private RowIds(Connection connection, String table, List<String> columns) throws SQLException {
    String names = String.join(", ", columns);
    String equal = String.join(" = ? AND ", columns) + " = ?";
    String values = String.join(", ", columns.stream().map(column -> "?").toList());
    select = connection.prepareStatement("SELECT id FROM " + table + " WHERE " + equal);
    insert =
        connection.prepareStatement(
            "INSERT INTO " + table + " (" + names + ") VALUES (" + values + ") RETURNING id");
  }

  /// The rows of a table whose columns, but for the id, are these.
  public static RowIds of(Connection connection, String table, String... columns)
      throws SQLException {
    return new RowIds(connection, table, List.of(columns));
  }

  /// The id of the row with these values, which is inserted if there is none.
  ///
  /// @param values texts and numbers, in the order of the columns
  public long idOf(Object... values) {
    try {
      long stored = id(select, values);
      return stored != 0 ? stored : id(insert, values);
    } catch (SQLException e) {
      throw new DataAccessException("a shared row could not be found or inserted", e);
    }
  }

  /// The id that the statement answers, or 0.
  private static long id(PreparedStatement statement, Object[] values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    try (ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
