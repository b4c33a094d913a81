package dev.skep.persistence.tools;

import dev.skep.persistence.folder.DataFiles;
import dev.skep.persistence.segment.Catalogue;
import dev.skep.persistence.segment.Catalogue.Entry;
import dev.skep.persistence.segment.Catalogue.State;
import dev.skep.persistence.sqlite.SqliteConnections;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// All segments of a data folder as one database that can be read with SQL: each table and view of
/// a segment is there under its name, with the rows of all segments and a first column `segment`;
/// and so is the catalogue's table `segments`. Works beside a running Skep.
public final class FolderSql implements AutoCloseable {
  // SQLite asks after so many of its instructions whether it shall go on.
  private static final int INSTRUCTIONS = 10_000;

  private final Connection connection;
  private final AttachedSegments attached;

  private FolderSql(Connection connection, AttachedSegments attached) {
    this.connection = connection;
    this.attached = attached;
  }

  /// Opens all segments of a folder that can be read.
  ///
  /// @throws ToolFailedException if there is nothing that can be read
  public static FolderSql open(Path folder) {
    var files = new DataFiles(folder);
    if (!Files.isRegularFile(files.catalogue())) {
      throw new ToolFailedException("There is no data of Skep in " + folder + ".");
    }
    try {
      Connection connection = SqliteConnections.inMemory();
      try {
        var attached = AttachedSegments.of(connection, files, newestFirst(files.catalogue()));
        return new FolderSql(connection, attached);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new ToolFailedException("The files cannot be read: " + e.getMessage(), e);
    }
  }

  /// What a reader of answers should know: which segments are left out, and why.
  public List<String> leftOut() {
    return attached.leftOut();
  }

  /// Runs one statement that reads.
  ///
  /// @param limit how long SQLite may work on it; the time that `answer` takes is not counted
  /// @throws ToolFailedException if it is no such statement, or wrong, or takes too long
  public void ask(String sql, Duration limit, SqlAnswer answer) {
    String query = new OneStatement(sql).sql();
    var time = new WorkingTime(limit);
    try (Statement statement = connection.createStatement()) {
      ProgressHandler.setHandler(connection, INSTRUCTIONS, time);
      time.begin();
      try (ResultSet rows = statement.executeQuery(query)) {
        ResultSetMetaData about = rows.getMetaData();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= about.getColumnCount(); i++) {
          names.add(about.getColumnLabel(i));
        }
        time.pause();
        answer.columns(names);
        while (next(rows, time)) {
          answer.row(values(rows, names.size()));
        }
      }
    } catch (SQLException e) {
      throw failed(e, limit);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new ToolFailedException("The files could not be closed.", e);
    }
  }

  private static boolean next(ResultSet rows, WorkingTime time) throws SQLException {
    time.begin();
    boolean more = rows.next();
    time.pause();
    return more;
  }

  private static List<@Nullable Object> values(ResultSet row, int columns) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(columns);
    for (int i = 1; i <= columns; i++) {
      values.add(row.getObject(i));
    }
    return values;
  }

  private static List<Entry> newestFirst(Path catalogue) throws SQLException {
    try (Connection connection = SqliteConnections.readOnly(catalogue)) {
      return Catalogue.read(connection).reversed().stream()
          .filter(entry -> entry.state() != State.DAMAGED)
          .toList();
    }
  }

  private static ToolFailedException failed(SQLException e, Duration limit) {
    if (e instanceof SQLiteException sqlite
        && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_INTERRUPT) {
      return new ToolFailedException("Stopped after " + limit.toSeconds() + " s.", e);
    }
    if (String.valueOf(e.getMessage()).contains("nested too deep")) {
      return new ToolFailedException(
          "That is too much for SQLite with so many segments; name spans_flat only once, or ask the"
              + " tables below it.",
          e);
    }
    return new ToolFailedException(String.valueOf(e.getMessage()), e);
  }

  /// Stops SQLite when it has worked too long.
  private static final class WorkingTime extends ProgressHandler {
    private final long limit;
    private volatile long spent;
    private volatile long began;

    WorkingTime(Duration limit) {
      this.limit = limit.toNanos();
    }

    void begin() {
      began = System.nanoTime();
    }

    void pause() {
      spent = spent + System.nanoTime() - began;
    }

    @Override
    protected int progress() {
      return spent + System.nanoTime() - began > limit ? 1 : 0;
    }
  }
}
