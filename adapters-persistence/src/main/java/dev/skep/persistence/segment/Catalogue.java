package dev.skep.persistence.segment;

import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.UnixNano;
import dev.skep.persistence.row.IdBytes;
import dev.skep.persistence.sealed.SegmentFacts;
import dev.skep.persistence.segment.SpreadTraces.Piece;
import dev.skep.persistence.segment.SpreadTraces.SealedPiece;
import dev.skep.persistence.segment.SpreadTraces.Spread;
import dev.skep.persistence.sqlite.SqliteConnections;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The table `segments` of the catalogue database: which segments there are.
///
/// In plain JDBC, for it is asked first of all, and loading jOOQ would double the time of a start.
/// For all threads.
public final class Catalogue implements AutoCloseable {
  private final Connection connection;
  private final Clock clock;

  private Catalogue(Connection connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  static Catalogue open(Path file, Clock clock) throws SQLException {
    return new Catalogue(SqliteConnections.writing(file), clock);
  }

  /// All segments, oldest first.
  synchronized List<Entry> segments() throws SQLException {
    return read(connection);
  }

  /// All segments, oldest first, over any connection to a catalogue.
  public static List<Entry> read(Connection connection) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM segments ORDER BY number")) {
      while (row.next()) {
        entries.add(
            new Entry(
                row.getLong("number"),
                row.getString("file_name"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getLong("created_unix_nano"),
                row.getLong("sealed_unix_nano"),
                new SegmentFacts(
                    row.getLong("span_count"),
                    row.getLong("trace_count"),
                    row.getLong("first_start_unix_nano"),
                    row.getLong("last_start_unix_nano"),
                    row.getLong("last_moment_unix_nano"))));
      }
    }
    return entries;
  }

  /// Notes a segment to be written to from now on; the one before it, if there is one, is full.
  synchronized Entry begin(long number) throws SQLException {
    long now = UnixNano.of(clock.instant());
    Entry entry = new Entry(number, fileName(number), State.OPEN, now, 0, SegmentFacts.NONE);
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO segments (number, file_name, state, created_unix_nano)"
                  + " VALUES (?, ?, 'open', ?)")) {
        statement.executeUpdate("UPDATE segments SET state = 'full' WHERE state = 'open'");
        insert.setLong(1, number);
        insert.setString(2, entry.fileName());
        insert.setLong(3, now);
        insert.executeUpdate();
        statement.execute("COMMIT");
      } catch (SQLException e) {
        statement.execute("ROLLBACK");
        throw e;
      }
    }
    return entry;
  }

  /// Notes that a segment is sealed.
  ///
  /// @return the time that was noted, in nanoseconds since 1970
  synchronized long sealed(long number, SegmentFacts facts) throws SQLException {
    long now = UnixNano.of(clock.instant());
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE segments SET state = 'sealed', sealed_unix_nano = ?, span_count = ?,
              trace_count = ?, first_start_unix_nano = ?, last_start_unix_nano = ?,
              last_moment_unix_nano = ?
            WHERE number = ?\
            """)) {
      update.setLong(1, now);
      update.setLong(2, facts.spanCount());
      update.setLong(3, facts.traceCount());
      update.setLong(4, facts.firstStart());
      update.setLong(5, facts.lastStart());
      update.setLong(6, facts.lastMoment());
      update.setLong(7, number);
      update.executeUpdate();
    }
    return now;
  }

  /// The pieces in sealed segments of the traces that lie in more than one of them.
  synchronized Map<TraceId, List<Piece>> pieces() throws SQLException {
    Map<TraceId, List<Piece>> pieces = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT * FROM trace_pieces ORDER BY segment_number")) {
      while (row.next()) {
        pieces
            .computeIfAbsent(IdBytes.traceId(row.getBytes("trace_id")), none -> new ArrayList<>(2))
            .add(piece(row));
      }
    }
    return pieces;
  }

  private static Piece piece(ResultSet row) throws SQLException {
    var measures =
        new TraceMeasures(
            row.getLong("start_time_unix_nano"),
            row.getLong("last_moment_unix_nano"),
            row.getInt("span_count"),
            row.getInt("error_count"));
    return new Piece(row.getLong("segment_number"), new SealedPiece(row.getInt("trace"), measures));
  }

  /// Notes those of the pieces that lie in sealed segments, of traces that lie in more than one.
  synchronized void addPieces(List<Spread> traces) throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT OR REPLACE INTO trace_pieces VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      statement.execute("BEGIN IMMEDIATE");
      try {
        for (Spread trace : traces) {
          List<Piece> sealed =
              trace.pieces().stream().filter(piece -> piece.sealed().isPresent()).toList();
          for (Piece piece : sealed.size() < 2 ? List.<Piece>of() : sealed) {
            bind(insert, trace.id(), piece.segment(), piece.sealed().orElseThrow());
            insert.addBatch();
          }
        }
        insert.executeBatch();
        statement.execute("COMMIT");
      } catch (SQLException e) {
        statement.execute("ROLLBACK");
        throw e;
      }
    }
  }

  /// Forgets that a trace lies in several segments: it was erased.
  synchronized void removePieces(TraceId id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM trace_pieces WHERE trace_id = ?")) {
      delete.setBytes(1, IdBytes.of(id));
      delete.executeUpdate();
    }
  }

  private static void bind(PreparedStatement insert, TraceId id, long segment, SealedPiece piece)
      throws SQLException {
    TraceMeasures measures = piece.measures();
    insert.setLong(1, segment);
    insert.setBytes(2, IdBytes.of(id));
    insert.setInt(3, piece.trace());
    insert.setLong(4, measures.start());
    insert.setLong(5, measures.lastMoment());
    insert.setInt(6, measures.spanCount());
    insert.setInt(7, measures.errorCount());
  }

  /// Notes that a segment's file cannot be read.
  synchronized void damaged(long number) throws SQLException {
    change("UPDATE segments SET state = 'damaged' WHERE number = ?", number);
  }

  /// Forgets a segment, before its file goes.
  synchronized void remove(long number) throws SQLException {
    change("DELETE FROM trace_pieces WHERE segment_number = ?", number);
    change("DELETE FROM segments WHERE number = ?", number);
  }

  @Override
  public synchronized void close() throws SQLException {
    connection.close();
  }

  /// The name of the file of a segment.
  public static String fileName(long number) {
    return "%06d.db".formatted(number);
  }

  private void change(String sql, long number) throws SQLException {
    try (PreparedStatement change = connection.prepareStatement(sql)) {
      change.setLong(1, number);
      change.executeUpdate();
    }
  }

  /// One row.
  ///
  /// @param sealedUnixNano of a sealed segment; otherwise zero, as are the facts
  public record Entry(
      long number,
      String fileName,
      State state,
      long createdUnixNano,
      long sealedUnixNano,
      SegmentFacts facts) {}

  /// What becomes of a segment, in this order.
  public enum State {
    OPEN,
    FULL,
    SEALED,
    DAMAGED
  }
}
