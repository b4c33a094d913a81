package dev.skep.persistence;

import static dev.skep.db.segment.Tables.OPERATIONS;

import dev.skep.application.port.ServiceCatalog;
import dev.skep.persistence.segment.Segment;
import dev.skep.persistence.segment.Segments;
import dev.skep.persistence.segment.SegmentsView;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jooq.TableField;

/// Lists names found in all segments. Asks the operations, of which there are few, and none without
/// a span.
final class SqliteServiceCatalog implements ServiceCatalog {
  private final Segments segments;

  SqliteServiceCatalog(Segments segments) {
    this.segments = segments;
  }

  @Override
  public List<String> serviceNames() {
    return List.copyOf(distinct(OPERATIONS.SERVICE_NAME));
  }

  @Override
  public List<String> spanNames(int limit) {
    return distinct(OPERATIONS.NAME).stream().limit(limit).toList();
  }

  private SortedSet<String> distinct(TableField<?, String> column) {
    SortedSet<String> values = new TreeSet<>();
    try (SegmentsView view = segments.view()) {
      for (Segment segment : view.segments()) {
        values.addAll(
            segment.read(sql -> sql.selectDistinct(column).from(OPERATIONS).fetch(column)));
      }
    }
    return values;
  }
}
