package dev.skep.persistence.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/// Which SQLite is good enough. Before 3.51.3 a commit during another connection's checkpoint could
/// damage the file.
public final class SqliteVersion {
  private static final int[] OLDEST = {3, 51, 3};

  private SqliteVersion() {}

  /// Looks which SQLite this is.
  ///
  /// @throws StoreCannotOpenException if the SQLite that comes with the driver is too old
  public static void check() throws SQLException {
    try (Connection connection = SqliteConnections.inMemory();
        Statement statement = connection.createStatement();
        ResultSet version = statement.executeQuery("SELECT sqlite_version()")) {
      check(version.getString(1));
    }
  }

  public static void check(String version) {
    int[] parts = Arrays.stream(version.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
    if (Arrays.compare(parts, OLDEST) < 0) {
      throw new StoreCannotOpenException(
          "SQLite " + version + " is too old: 3.51.3 or newer is needed.");
    }
  }
}
