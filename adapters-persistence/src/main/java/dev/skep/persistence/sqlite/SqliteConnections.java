package dev.skep.persistence.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Log;
import org.jooq.impl.DSL;
import org.jooq.tools.JooqLogger;
import org.sqlite.SQLiteDataSource;

/// Opens connections to a database file: one that writes, and any number that only read.
public final class SqliteConnections {
  /// For every connection. Memory-mapped input/output turns a damaged disk into a dead process;
  /// what is in a damaged or forged schema is not trusted; temporary data stays out of `/tmp`.
  private static final List<String> BOTH =
      List.of(
          "busy_timeout = 5000",
          "mmap_size = 0",
          "cell_size_check = ON",
          "trusted_schema = OFF",
          "temp_store = MEMORY");

  /// A commit is on disk when it returns. The write-ahead log is copied back when the writer says
  /// so, never in the middle of a commit.
  private static final List<String> WRITING =
      List.of(
          "journal_mode = WAL",
          "synchronous = FULL",
          "foreign_keys = ON",
          "wal_autocheckpoint = 0",
          "journal_size_limit = 67108864",
          // In KiB. Rows are appended, and sums are written beside those written last.
          "cache_size = -8192");

  /// Many of these wait for questions, and pages that are read again are in the system's cache,
  /// too: a quarter of SQLite's usual cache each, in KiB.
  private static final List<String> READING =
      List.of("query_only = ON", "wal_autocheckpoint = 0", "cache_size = -512");

  /// Of new files. With SQLite's usual half of it, twice as many pages have to be seen to.
  private static final int PAGE_BYTES = 8_192;

  static {
    // It would log each statement with the values that are bound to it, once somebody lets it
    // speak.
    JooqLogger.globalThreshold(Log.Level.WARN);
  }

  private SqliteConnections() {}

  public static SQLiteDataSource source(Path file) {
    return source(file.toString());
  }

  /// A connection to no file, to ask SQLite about itself.
  public static Connection inMemory() throws SQLException {
    return source(":memory:").getConnection();
  }

  public static Connection writing(Path file) throws SQLException {
    return connect(source(file), WRITING);
  }

  public static Connection reading(Path file) throws SQLException {
    return connect(source(file), READING);
  }

  /// A connection that cannot write, to a file that another process may be writing to.
  public static Connection readOnly(Path file) throws SQLException {
    return connect(source(readOnlyUri(file)), READING);
  }

  /// A file as SQLite must be told to open it for reading only.
  public static String readOnlyUri(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    boolean mayWrite = folder == null || Files.isWritable(folder);
    // A log is read with a file of locks beside it. Where none can be created nobody writes either.
    boolean alone = !Files.exists(Path.of(file + "-wal"));
    return file.toUri() + (mayWrite || !alone ? "?mode=ro" : "?immutable=1");
  }

  public static DSLContext jooq(Connection connection) {
    return DSL.using(connection);
  }

  private static Connection connect(SQLiteDataSource source, List<String> pragmas)
      throws SQLException {
    Connection connection = source.getConnection();
    try (Statement statement = connection.createStatement()) {
      for (String pragma : BOTH) {
        statement.execute("PRAGMA " + pragma);
      }
      for (String pragma : pragmas) {
        statement.execute("PRAGMA " + pragma);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static SQLiteDataSource source(String name) {
    var source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + name);
    source.setPageSize(PAGE_BYTES);
    return source;
  }
}
