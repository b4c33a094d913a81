package dev.skep.bootstrap.demo;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Packs events into export requests as Beyla does.
///
/// The kernel side hands over batches of at most 100 events; of each batch, every service becomes
/// one `ResourceSpans`, in random order, and nothing is merged afterwards. So one request often
/// names the same service several times. Each event is a `ScopeSpans` of its own, its scope empty.
final class BeylaRequests {
  private static final int EVENTS_PER_BATCH = 100;
  private static final int BATCHES_PER_REQUEST = 5;

  private final Chance chance;

  BeylaRequests(Chance chance) {
    this.chance = chance;
  }

  /// @param events of one host, by their end
  List<ExportTraceServiceRequest> of(List<BeylaEvent> events) {
    var batches = parts(events, EVENTS_PER_BATCH);
    return parts(batches, BATCHES_PER_REQUEST).stream().map(this::request).toList();
  }

  private ExportTraceServiceRequest request(List<List<BeylaEvent>> batches) {
    var request = ExportTraceServiceRequest.newBuilder();
    batches.forEach(batch -> request.addAllResourceSpans(byService(batch)));
    return request.build();
  }

  private List<ResourceSpans> byService(List<BeylaEvent> batch) {
    var groups =
        batch.stream().collect(groupingBy(BeylaEvent::service, LinkedHashMap::new, toList()));
    var services = new ArrayList<>(groups.entrySet());
    chance.shuffle(services);
    return services.stream()
        .map(service ->
            ResourceSpans.newBuilder()
                .setResource(resource(service.getKey()))
                .addAllScopeSpans(
                    service.getValue().stream().map(BeylaRequests::scopeSpans).toList())
                .build())
        .toList();
  }

  private static ScopeSpans scopeSpans(BeylaEvent event) {
    return ScopeSpans.newBuilder()
        .setScope(InstrumentationScope.getDefaultInstance())
        .addAllSpans(event.spans())
        .build();
  }

  private static Resource resource(Service service) {
    var host = service.host();
    return Resource.newBuilder()
        .addAllAttributes(
            new BeylaAttributes()
                .text("service.name", service.name())
                .text("telemetry.sdk.language", service.language())
                .text("telemetry.sdk.name", "beyla")
                .text("telemetry.sdk.version", "v2.8.5")
                .text("host.name", host.name())
                .text("host.id", host.id())
                .text("os.type", "linux")
                .text("service.namespace", Estate.NAMESPACE)
                .text("service.instance.id", host.name() + ":" + service.processId())
                .text("otel.library.name", "github.com/grafana/beyla")
                .list())
        .build();
  }

  private static <T> List<List<T>> parts(List<T> whole, int size) {
    var parts = new ArrayList<List<T>>();
    for (var from = 0; from < whole.size(); from += size) {
      parts.add(whole.subList(from, Math.min(from + size, whole.size())));
    }
    return parts;
  }
}
