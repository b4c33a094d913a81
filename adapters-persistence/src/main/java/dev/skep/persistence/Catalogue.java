package dev.skep.persistence;

import static dev.skep.db.catalogue.Tables.SEGMENTS;

import dev.skep.domain.trace.UnixNano;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.jooq.DSLContext;

/// The catalogue database: which segments there are.
final class Catalogue implements AutoCloseable {
  private static final String OPEN = "open";

  private final Connection connection;
  private final DSLContext sql;
  private final Clock clock;

  private Catalogue(Connection connection, Clock clock) {
    this.connection = connection;
    this.sql = SqliteConnections.jooq(connection);
    this.clock = clock;
  }

  static Catalogue open(Path file, Clock clock) throws SQLException {
    return new Catalogue(SqliteConnections.writing(file), clock);
  }

  /// The file name of the segment that is written to. It is noted here before the file is created,
  /// so that no file is ever unknown.
  String openSegment() {
    String fileName =
        sql.select(SEGMENTS.FILE_NAME)
            .from(SEGMENTS)
            .where(SEGMENTS.STATE.eq(OPEN))
            .fetchOne(SEGMENTS.FILE_NAME);
    return fileName != null ? fileName : addSegment(1);
  }

  private String addSegment(long number) {
    String fileName = "%06d.db".formatted(number);
    sql.insertInto(SEGMENTS)
        .set(SEGMENTS.NUMBER, number)
        .set(SEGMENTS.FILE_NAME, fileName)
        .set(SEGMENTS.STATE, OPEN)
        .set(SEGMENTS.CREATED_UNIX_NANO, UnixNano.of(clock.instant()))
        .execute();
    return fileName;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
