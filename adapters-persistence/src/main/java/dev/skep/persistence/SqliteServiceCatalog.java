package dev.skep.persistence;

import static dev.skep.db.segment.Tables.RESOURCES;
import static dev.skep.db.segment.Tables.SPANS;

import dev.skep.application.port.ServiceCatalog;
import dev.skep.persistence.sqlite.Readers;
import java.util.List;

/// Lists names found in the open segment.
final class SqliteServiceCatalog implements ServiceCatalog {
  private final Readers readers;

  SqliteServiceCatalog(Readers readers) {
    this.readers = readers;
  }

  /// Asks the resources, of which there are few, and none without a span.
  @Override
  public List<String> serviceNames() {
    return readers.read(sql ->
        sql.selectDistinct(RESOURCES.SERVICE_NAME)
            .from(RESOURCES)
            .orderBy(RESOURCES.SERVICE_NAME)
            .fetch(RESOURCES.SERVICE_NAME));
  }

  @Override
  public List<String> spanNames(int limit) {
    return readers.read(sql ->
        sql.selectDistinct(SPANS.NAME)
            .from(SPANS)
            .orderBy(SPANS.NAME)
            .limit(limit)
            .fetch(SPANS.NAME));
  }
}
