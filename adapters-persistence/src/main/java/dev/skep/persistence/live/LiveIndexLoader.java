package dev.skep.persistence.live;

import dev.skep.persistence.live.RowDecoder.IndexedRow;
import dev.skep.persistence.row.SharedCache;
import dev.skep.persistence.row.SharedValues;
import dev.skep.persistence.sqlite.SqliteConnections;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Makes the index of a segment from its rows.
///
/// A start waits for this, and the program is cold then. So another thread reads the rows and takes
/// them apart, while this one puts them into the index.
public final class LiveIndexLoader implements Runnable {
  // Each of some hundred rows; enough that neither waits for the other because of a hiccup.
  private static final int MOST_WAITING = 8;

  private final Path file;
  private final long seed;
  private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(MOST_WAITING);

  private LiveIndexLoader(Path file, long seed) {
    this.file = file;
    this.seed = seed;
  }

  private sealed interface Step {
    /// How many rows there are; comes first.
    record Begin(long lastRow) implements Step {}

    record Rows(List<IndexedRow> rows) implements Step {}

    record Failed(Exception reason) implements Step {}

    record End() implements Step {}
  }

  public static LiveIndex load(Path file, long seed) throws SQLException {
    var loader = new LiveIndexLoader(file, seed);
    Thread reader = Thread.ofPlatform().name("index-reader").daemon().start(loader);
    try {
      return loader.index();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("the index was not loaded to its end", e);
    } finally {
      reader.interrupt();
    }
  }

  private LiveIndex index() throws SQLException, InterruptedException {
    var index = new LiveIndex(seed);
    while (true) {
      switch (steps.take()) {
        case Step.Begin(long lastRow) -> index = LiveIndex.forSpans(seed, lastRow);
        case Step.Rows(List<IndexedRow> rows) -> add(rows, index);
        case Step.Failed(Exception reason) ->
            throw new SQLException("the rows of " + file + " cannot be read", reason);
        case Step.End() -> {
          return index;
        }
      }
    }
  }

  private static void add(List<IndexedRow> rows, LiveIndex index) {
    for (IndexedRow row : rows) {
      while (index.spans().count() + 1 < row.id()) {
        index.addNothing();
      }
      index.add(row.span(), row.terms());
    }
  }

  /// What the other thread does.
  @Override
  public void run() {
    try {
      try {
        read();
        steps.put(new Step.End());
      } catch (SQLException | RuntimeException e) {
        steps.put(new Step.Failed(e));
      }
    } catch (InterruptedException e) {
      // Nobody wants the rest.
      Thread.currentThread().interrupt();
    }
  }

  private void read() throws SQLException, InterruptedException {
    try (Connection connection = SqliteConnections.reading(file);
        Statement transaction = connection.createStatement()) {
      transaction.execute("BEGIN");
      var shared = new SharedValues(SqliteConnections.jooq(connection), new SharedCache());
      try (var texts = new RowTexts(connection)) {
        steps.put(new Step.Begin(texts.lastRow()));
        var decoder = new RowDecoder(texts, shared, seed);
        while (texts.next()) {
          steps.put(new Step.Rows(decoder.rows()));
        }
      }
    }
  }
}
