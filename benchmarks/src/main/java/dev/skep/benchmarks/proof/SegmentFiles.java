package dev.skep.benchmarks.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sqlite.SQLiteConfig;

/// The databases of a data folder, read with SQLite alone, with or without a server beside it.
public final class SegmentFiles {
  private static final int BUSY_MILLIS = 30_000;

  private final Path data;
  private final Map<Path, String> checked = new HashMap<>();

  public SegmentFiles(Path data) {
    this.data = data;
  }

  /// The files with spans, in the order of their names.
  public List<Path> segments() throws IOException {
    Path folder = data.resolve("segments");
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".db")).sorted().toList();
    }
  }

  /// One row of `spans_flat`.
  @FunctionalInterface
  public interface Row {
    void read(String traceId, String spanId);
  }

  /// Hands over the ids of all spans.
  public void forEachSpan(Row row) throws IOException, SQLException {
    for (Path file : segments()) {
      try (Connection connection = open(file);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT trace_id, span_id FROM spans_flat")) {
        while (rows.next()) {
          row.read(rows.getString(1), rows.getString(2));
        }
      }
    }
  }

  /// How many spans there are.
  public long spans() throws IOException, SQLException {
    long spans = 0;
    for (Path file : segments()) {
      try (Connection connection = open(file);
          Statement statement = connection.createStatement();
          ResultSet count = statement.executeQuery("SELECT count(*) FROM spans_flat")) {
        spans += count.getLong(1);
      }
    }
    return spans;
  }

  /// Has SQLite look through each file that has changed since the last check.
  ///
  /// @return how many files that were
  public int quickCheck(Findings findings) throws IOException, SQLException {
    int files = 0;
    for (Path file : all()) {
      String state = stateOf(file);
      if (!state.equals(checked.put(file, state))) {
        check(file, "quick_check", findings);
        files++;
      }
    }
    return files;
  }

  /// Has SQLite look through every file as thoroughly as it can, indexes included.
  ///
  /// @return how many files that were
  public int integrityCheck(Findings findings) throws IOException, SQLException {
    List<Path> files = all();
    for (Path file : files) {
      check(file, "integrity_check", findings);
    }
    return files.size();
  }

  private List<Path> all() throws IOException {
    List<Path> files = new ArrayList<>(segments());
    files.add(data.resolve("catalogue.db"));
    return files;
  }

  private static String stateOf(Path file) throws IOException {
    StringBuilder state = new StringBuilder();
    for (Path part : List.of(file, file.resolveSibling(file.getFileName() + "-wal"))) {
      if (Files.exists(part)) {
        state.append(Files.size(part)).append(' ').append(Files.getLastModifiedTime(part));
      }
      state.append(';');
    }
    return state.toString();
  }

  private void check(Path file, String pragma, Findings findings) throws SQLException {
    try (Connection connection = open(file);
        Statement statement = connection.createStatement();
        ResultSet answers = statement.executeQuery("PRAGMA " + pragma)) {
      while (answers.next()) {
        if (!answers.getString(1).equals("ok")) {
          findings.add(pragma + " of " + data.relativize(file) + ": " + answers.getString(1));
        }
      }
    } catch (SQLException e) {
      findings.add(pragma + " of " + data.relativize(file) + ": " + e.getMessage());
    }
  }

  private static Connection open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MILLIS);
    return DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
  }
}
