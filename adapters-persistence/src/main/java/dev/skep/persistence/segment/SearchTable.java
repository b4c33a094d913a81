package dev.skep.persistence.segment;

import dev.skep.domain.search.SavedSearch;
import dev.skep.domain.trace.UnixNano;
import dev.skep.persistence.sqlite.SqliteConnections;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The table `saved_searches` of the catalogue. For all threads.
public final class SearchTable implements AutoCloseable {
  private final Connection connection;

  private SearchTable(Connection connection) {
    this.connection = connection;
  }

  static SearchTable open(Path catalogue) throws SQLException {
    return new SearchTable(SqliteConnections.writing(catalogue));
  }

  public synchronized SavedSearch save(String name, String query, Instant at) throws SQLException {
    String sql =
        "INSERT INTO saved_searches (name, query, saved_unix_nano) VALUES (?, ?, ?)"
            + " ON CONFLICT (name) DO UPDATE"
            + " SET query = excluded.query, saved_unix_nano = excluded.saved_unix_nano"
            + " RETURNING id";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, name);
      insert.setString(2, query);
      insert.setLong(3, UnixNano.of(at));
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return new SavedSearch(row.getLong(1), name, query, at);
      }
    }
  }

  public synchronized boolean delete(long id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM saved_searches WHERE id = ?")) {
      delete.setLong(1, id);
      return delete.executeUpdate() > 0;
    }
  }

  public synchronized List<SavedSearch> all() throws SQLException {
    List<SavedSearch> searches = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM saved_searches ORDER BY name")) {
      while (row.next()) {
        searches.add(
            new SavedSearch(
                row.getLong("id"),
                row.getString("name"),
                row.getString("query"),
                UnixNano.toInstant(row.getLong("saved_unix_nano"))));
      }
    }
    return searches;
  }

  @Override
  public synchronized void close() throws SQLException {
    connection.close();
  }
}
