package dev.skep.persistence.search;

import dev.skep.application.port.ServiceCatalog;
import dev.skep.application.port.WorkObserver;
import dev.skep.domain.calls.SeenServices;
import dev.skep.persistence.row.Operation;
import dev.skep.persistence.segment.Segment;
import dev.skep.persistence.segment.Segments;
import dev.skep.persistence.segment.SegmentsView;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/// Lists names found in all segments. Asks the operations and resources, of which there are few,
/// and none without a span.
public final class SqliteServiceCatalog implements ServiceCatalog {
  private final Segments segments;
  private final Dictionaries dictionaries;
  private final WorkObserver observer;

  /// @param observer hears which segments are read
  public SqliteServiceCatalog(Segments segments, Dictionaries dictionaries, WorkObserver observer) {
    this.observer = observer;
    this.segments = segments;
    this.dictionaries = dictionaries;
  }

  @Override
  public List<String> serviceNames() {
    return List.copyOf(distinct(Operation::serviceName));
  }

  @Override
  public List<String> spanNames(int limit) {
    return distinct(Operation::name).stream().limit(limit).toList();
  }

  @Override
  public SeenServices seenServices() {
    List<SeenServices.Seen> seen = new ArrayList<>();
    try (SegmentsView view = segments.view()) {
      for (Segment segment : view.segments()) {
        seen.addAll(
            observer.segment(
                "read segment", segment.number(), () -> dictionaries.emitters(segment)));
      }
    }
    return SeenServices.together(seen);
  }

  private SortedSet<String> distinct(Function<Operation, String> name) {
    SortedSet<String> names = new TreeSet<>();
    try (SegmentsView view = segments.view()) {
      for (Segment segment : view.segments()) {
        observer
            .segment("read segment", segment.number(), () -> dictionaries.operations(segment))
            .values()
            .forEach(row -> names.add(name.apply(row)));
      }
    }
    return names;
  }
}
