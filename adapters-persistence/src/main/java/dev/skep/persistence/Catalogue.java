package dev.skep.persistence;

import dev.skep.domain.trace.UnixNano;
import dev.skep.persistence.sqlite.SqliteConnections;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;

/// The catalogue database: which segments there are.
///
/// In plain JDBC, for it is asked first of all, and loading jOOQ would double the time of a start.
final class Catalogue implements AutoCloseable {
  private final Connection connection;
  private final Clock clock;

  private Catalogue(Connection connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  static Catalogue open(Path file, Clock clock) throws SQLException {
    return new Catalogue(SqliteConnections.writing(file), clock);
  }

  /// The file name of the segment that is written to. It is noted here before the file is created,
  /// so that no file is ever unknown.
  String openSegment() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet open =
            statement.executeQuery("SELECT file_name FROM segments WHERE state = 'open'")) {
      return open.next() ? open.getString(1) : addSegment(1);
    }
  }

  private String addSegment(long number) throws SQLException {
    String fileName = "%06d.db".formatted(number);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO segments VALUES (?, ?, 'open', ?)")) {
      insert.setLong(1, number);
      insert.setString(2, fileName);
      insert.setLong(3, UnixNano.of(clock.instant()));
      insert.executeUpdate();
    }
    return fileName;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
