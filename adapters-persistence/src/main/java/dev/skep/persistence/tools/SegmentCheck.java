package dev.skep.persistence.tools;

import dev.skep.persistence.sealed.SegmentFacts;
import dev.skep.persistence.segment.Catalogue.State;
import dev.skep.persistence.tools.Finding.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Whether the tables of a segment agree with one another and with the catalogue.
final class SegmentCheck {
  private static final String SPANS = "SELECT count(*) FROM spans";
  private static final String TRACES = "SELECT count(*) FROM traces";
  private static final String SPANS_OF_TRACES = "SELECT coalesce(sum(span_count), 0) FROM traces";
  private static final String TRACES_OF_SPANS = "SELECT count(DISTINCT trace_id) FROM spans";
  private static final String TRACES_THAT_AGREE =
      """
      WITH counted AS (SELECT trace_id, count(*) AS span_count FROM spans GROUP BY trace_id)
      SELECT count(*) FROM counted JOIN traces USING (trace_id)
      WHERE counted.span_count = traces.span_count
        AND json_array_length(traces.span_ids) = traces.span_count\
      """;

  private final Connection connection;

  SegmentCheck(Connection connection) {
    this.connection = connection;
  }

  /// What is in it, in a few words.
  String content(State state) throws SQLException {
    String spans = "%,d spans".formatted(number(SPANS));
    return state == State.SEALED ? spans + " in %,d traces".formatted(number(TRACES)) : spans;
  }

  /// @param facts what the catalogue says
  List<Finding> sealed(SegmentFacts facts) throws SQLException {
    List<Finding> findings = new ArrayList<>();
    long spans = number(SPANS);
    long traces = number(TRACES);
    compare("spans", spans, facts.spanCount(), findings);
    compare("traces", traces, facts.traceCount(), findings);
    long ofTraces = number(SPANS_OF_TRACES);
    if (ofTraces != spans) {
      findings.add(
          searchTables("traces count %,d spans, and there are %,d".formatted(ofTraces, spans)));
    } else {
      compareTraces(traces, findings);
    }
    findings.addAll(new TraceLists(connection, facts.traceCount()).check());
    return findings;
  }

  private void compareTraces(long traces, List<Finding> findings) throws SQLException {
    long ofSpans = number(TRACES_OF_SPANS);
    long agree = number(TRACES_THAT_AGREE);
    if (ofSpans != traces || agree != traces) {
      findings.add(
          searchTables(
              "%,d of %,d traces agree with the spans of %,d".formatted(agree, traces, ofSpans)));
    }
  }

  private static void compare(String what, long there, long noted, List<Finding> findings) {
    if (there != noted) {
      findings.add(
          new Finding(
              there < noted ? Kind.FEWER : Kind.MORE,
              "%,d %s were sealed, %,d are there".formatted(noted, what, there)));
    }
  }

  private static Finding searchTables(String detail) {
    return new Finding(Kind.SEARCH_TABLES, detail);
  }

  private long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.getLong(1);
    }
  }
}
