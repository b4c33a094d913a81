package dev.skep.persistence.rollup;

import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.TraceId;
import dev.skep.persistence.row.Operation;
import dev.skep.persistence.sqlite.Migrations;
import dev.skep.persistence.sqlite.SqliteConnections;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Roll-ups over several files, one after the other, without the rest of a store: the spans are in
/// a list.
final class RolledFiles implements AutoCloseable {
  private final Path folder;
  private final RollUpLimits limits;
  private final List<Connection> files = new ArrayList<>();
  private final List<Span> stored = new ArrayList<>();
  private Index index = new Index();
  private int older;
  private RollUpWriter writer;

  RolledFiles(Path folder, RollUpLimits limits) throws SQLException {
    this.folder = folder;
    this.limits = limits;
    writer = nextFile();
  }

  /// Ends the file that is written to and begins another one.
  void roll() throws SQLException {
    older = stored.size();
    index = new Index();
    writer = nextFile();
  }

  /// Opens the file anew, as after a restart or a transaction that failed.
  void restart() throws SQLException {
    older = stored.size();
    writer = writer(files.getLast());
  }

  /// Removes the oldest file.
  void dropFirst() throws SQLException {
    files.removeFirst().close();
  }

  void store(List<Span> spans) throws SQLException {
    execute("BEGIN IMMEDIATE");
    for (Span span : spans) {
      int number = index.add(span);
      boolean continued =
          stored.subList(0, older).stream().anyMatch(each -> each.traceId().equals(span.traceId()));
      stored.add(span);
      writer.add(span, index.operationOf(number), index.resourceOf(span), number, continued);
    }
    writer.flush();
    execute("COMMIT");
  }

  /// What was stored, in all files.
  List<Span> stored() {
    return stored;
  }

  <A> A answer(RollUpReader.Question<A> question) {
    for (Connection file : files) {
      question.segment().accept(SqliteConnections.jooq(file));
    }
    return question.answer().get();
  }

  /// How many rows a table has in all files.
  long rows(String table) throws SQLException {
    long rows = 0;
    for (Connection file : files) {
      try (var statement = file.createStatement();
          var count = statement.executeQuery("SELECT count(*) FROM " + table)) {
        rows += count.getLong(1);
      }
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    for (Connection file : files) {
      file.close();
    }
  }

  private RollUpWriter nextFile() throws SQLException {
    Path file = folder.resolve(files.size() + 1 + ".db");
    Migrations.SEGMENT.apply(file);
    Connection connection = SqliteConnections.writing(file);
    files.add(connection);
    // As in a store; and here the spans' resources have no rows at all.
    execute("PRAGMA foreign_keys = OFF");
    return writer(connection);
  }

  private RollUpWriter writer(Connection connection) throws SQLException {
    List<Span> before = List.copyOf(stored);
    return new RollUpWriter(
        connection,
        index,
        trace ->
            before.stream()
                .filter(each -> each.traceId().equals(trace))
                .map(OlderSpan::of)
                .toList(),
        42,
        limits);
  }

  private void execute(String sql) throws SQLException {
    try (var statement = files.getLast().createStatement()) {
      statement.execute(sql);
    }
  }

  /// Finds spans of one file by looking at all of them.
  private static final class Index implements OpenSpans {
    private final List<Span> spans = new ArrayList<>();
    private final Map<TraceId, Integer> traces = new HashMap<>();
    private final Map<Operation, Integer> operations = new HashMap<>();
    private final Map<Resource, Integer> resources = new HashMap<>();

    int add(Span span) {
      spans.add(span);
      traces.putIfAbsent(span.traceId(), traces.size());
      operations.putIfAbsent(Operation.of(span), operations.size() + 1);
      return spans.size() - 1;
    }

    int resourceOf(Span span) {
      return resources.computeIfAbsent(span.resource(), none -> resources.size() + 1);
    }

    @Override
    public int count() {
      return spans.size();
    }

    @Override
    public int traceOf(int span) {
      return traces.getOrDefault(spans.get(span).traceId(), -1);
    }

    @Override
    public int operationOf(int span) {
      return operations.getOrDefault(Operation.of(spans.get(span)), -1);
    }

    @Override
    public int span(int trace, SpanId id) {
      for (int i = 0; i < spans.size(); i++) {
        if (traceOf(i) == trace && spans.get(i).spanId().equals(id)) {
          return i;
        }
      }
      return -1;
    }
  }
}
