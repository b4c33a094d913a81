package dev.skep.persistence.tools;

import dev.skep.persistence.folder.OwnerOnly;
import dev.skep.persistence.sqlite.SqliteConnections;
import dev.skep.persistence.sqlite.Trouble;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConnection;

/// Database files that are held open until they have been copied, even if their names go.
final class OpenFiles implements AutoCloseable {
  // 4 MiB: often enough to show progress and seldom enough to cost nothing.
  private static final int PAGES_AT_ONCE = 1_024;

  private final List<Opened> files = new ArrayList<>();
  private long bytes;

  void open(Path from, Path to) {
    try {
      Connection connection = SqliteConnections.readOnly(from);
      // The rest is noted even if this fails, so that all of them are closed.
      files.add(new Opened(connection, from, to));
      try (Statement statement = connection.createStatement();
          // Reads, for until then SQLite has not opened the write-ahead log.
          ResultSet size =
              statement.executeQuery(
                  "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")) {
        bytes += size.getLong(1);
      }
    } catch (SQLException e) {
      throw failed(from, e);
    }
  }

  /// Copies each file as it is when its turn comes.
  void copy(CopyProgress progress) throws IOException {
    long done = 0;
    for (Opened file : files) {
      done = copy(file, done, progress);
    }
  }

  private long copy(Opened file, long before, CopyProgress progress) throws IOException {
    OwnerOnly.create(file.to());
    long[] copied = {before};
    try (Statement statement = file.connection().createStatement()) {
      int pageSize = pageSize(statement);
      // Without a snapshot of our own, SQLite would begin again whenever somebody writes.
      statement.execute("BEGIN");
      statement.executeQuery("SELECT count(*) FROM sqlite_schema").close();
      int result =
          ((SQLiteConnection) file.connection())
              .getDatabase()
              .backup(
                  "main",
                  file.to().toString(),
                  (remaining, pages) -> {
                    copied[0] = before + (long) (pages - remaining) * pageSize;
                    progress.copied(copied[0], Math.max(bytes, copied[0]));
                  },
                  100,
                  50,
                  PAGES_AT_ONCE);
      statement.execute("COMMIT");
      if (result != 0) {
        throw new ToolFailedException(
            "The file " + file.from() + " could not be copied (SQLite's error " + result + ").");
      }
      return copied[0];
    } catch (SQLException e) {
      throw failed(file.from(), e);
    }
  }

  private static int pageSize(Statement statement) throws SQLException {
    try (ResultSet size = statement.executeQuery("PRAGMA page_size")) {
      return size.getInt(1);
    }
  }

  @Override
  public void close() {
    for (Opened file : files) {
      try {
        file.connection().close();
      } catch (SQLException e) {
        throw failed(file.from(), e);
      }
    }
  }

  private static ToolFailedException failed(Path file, SQLException e) {
    return new ToolFailedException(
        Trouble.of(e) == Trouble.DISK_FULL
            ? "There is not enough room for the copy."
            : "The file " + file + " could not be copied (" + e.getMessage() + ").",
        e);
  }

  private record Opened(Connection connection, Path from, Path to) {}
}
