package dev.skep.persistence;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A database file as a person with `sqlite3` sees it.
record SqlFile(Path file) {
  static SqlFile segmentOf(Path dataFolder) {
    return new SqlFile(dataFolder.resolve("segments/000001.db"));
  }

  /// The first column of all rows, as text.
  List<@Nullable String> ask(String query) {
    List<@Nullable String> answers = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        answers.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new AssertionError(query, e);
    }
    return answers;
  }

  void execute(String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
