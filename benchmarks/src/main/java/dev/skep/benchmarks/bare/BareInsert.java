package dev.skep.benchmarks.bare;

import dev.skep.benchmarks.traffic.TrafficFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/// Inserts rows: WAL, `synchronous=FULL`, 5,000 rows a transaction, batches, one thread.
public final class BareInsert {
  private static final int ROWS_PER_TRANSACTION = 5_000;
  private static final int WARM_UP_ROWS = 300_000;
  // What source_id says: spans came through the door for eBPF.
  private static final int SOURCE = 1;

  private BareInsert() {}

  /// What came of it.
  ///
  /// @param rowsPerSecond of each repetition, the warm-up not among them
  public record Result(List<Double> rowsPerSecond, double bytesPerRow) {}

  /// Inserts the first `rows` of a file into a new database, several times over, after fewer of
  /// them once to warm up. Leaves nothing in `folder`.
  public static Result run(TrafficFile file, long rows, int repetitions, Path folder)
      throws IOException, SQLException {
    List<BareRow> all = BareRows.read(file, rows);
    Path database = folder.resolve("bare.db");
    insert(all.subList(0, Math.min(WARM_UP_ROWS, all.size())), database);
    List<Double> rates = new ArrayList<>();
    double bytes = 0;
    for (int i = 0; i < repetitions; i++) {
      Files.delete(database);
      double seconds = insert(all, database);
      rates.add(all.size() / seconds);
      bytes = (double) Files.size(database) / all.size();
    }
    Files.delete(database);
    return new Result(rates, bytes);
  }

  /// @return the seconds that it took
  private static double insert(List<BareRow> rows, Path database) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
      prepare(connection);
      long start = System.nanoTime();
      for (int from = 0; from < rows.size(); from += ROWS_PER_TRANSACTION) {
        insert(rows, from, Math.min(from + ROWS_PER_TRANSACTION, rows.size()), connection);
      }
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA cache_size = -64000");
      statement.execute("PRAGMA temp_store = MEMORY");
      statement.execute(
          """
          CREATE TABLE spans (
            id INTEGER PRIMARY KEY,
            trace_id BLOB NOT NULL,
            span_id BLOB NOT NULL,
            parent_id BLOB,
            service_id INTEGER NOT NULL,
            name_id INTEGER NOT NULL,
            resource_id INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            status INTEGER NOT NULL,
            start INTEGER NOT NULL,
            duration INTEGER NOT NULL,
            source_id INTEGER NOT NULL,
            source_seq INTEGER NOT NULL,
            attributes TEXT NOT NULL
          )\
          """);
    }
    connection.setAutoCommit(false);
  }

  private static void insert(List<BareRow> rows, int from, int to, Connection connection)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO spans (
              trace_id, span_id, parent_id, service_id, name_id, resource_id, kind, status, start,
              duration, source_id, source_seq, attributes
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """)) {
      for (int i = from; i < to; i++) {
        bind(rows.get(i), i, insert);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
  }

  private static void bind(BareRow row, int number, PreparedStatement insert) throws SQLException {
    insert.setBytes(1, row.traceId);
    insert.setBytes(2, row.spanId);
    if (row.parentId == null) {
      insert.setNull(3, Types.BLOB);
    } else {
      insert.setBytes(3, row.parentId);
    }
    // In this traffic, one service is one resource.
    insert.setInt(4, row.resource);
    insert.setInt(5, row.name);
    insert.setInt(6, row.resource);
    insert.setInt(7, row.kind);
    insert.setInt(8, row.status);
    insert.setLong(9, row.start);
    insert.setLong(10, row.duration);
    insert.setInt(11, SOURCE);
    insert.setInt(12, number);
    insert.setString(13, row.attributes);
  }
}
