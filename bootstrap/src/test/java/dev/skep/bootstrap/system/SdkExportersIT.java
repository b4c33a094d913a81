package dev.skep.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.internal.HttpExporter;
import io.opentelemetry.exporter.otlp.internal.HttpExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.internal.StandardComponentId;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Real exporters: the OpenTelemetry SDK for Java as an application would set it up.
final class SdkExportersIT {
  @TempDir static Path folder;
  private static SkepServer skep;

  @BeforeAll
  static void start() {
    skep = SkepServer.start(folder);
  }

  @AfterAll
  static void stop() {
    skep.close();
  }

  /// What an exporter is told.
  enum Exporter {
    PROTOBUF("/api/traces/otlp/v1/traces", "none"),
    PROTOBUF_GZIP("/api/traces/otlp/v1/traces", "gzip"),
    PROTOBUF_STANDARD_PATH("/v1/traces", "gzip"),
    JSON("/api/traces/otlp/v1/traces", "none"),
    JSON_GZIP("/v1/traces", "gzip");

    private final String path;
    private final String compression;

    Exporter(String path, String compression) {
      this.path = path;
      this.compression = compression;
    }

    SpanExporter exporter(String key) {
      String endpoint = skep.address().resolve(path).toString();
      return switch (this) {
        case JSON, JSON_GZIP -> new JsonExporter(endpoint, compression, key);
        default ->
            OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint)
                .setCompression(compression)
                .addHeader("X-API-Key", key)
                .build();
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_an_application_records_is_read_back_from_skep(Exporter exporter) throws Exception {
    String traceId;
    try (SdkTracerProvider provider = provider(exporter.exporter(SkepServer.KEY))) {
      traceId = handleOneRequest(provider.get("shop", "1.2.3"));
      assertThat(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
    }

    List<SpanFacts> spans = SpanFacts.ofApi(skep.trace(traceId, ""));
    assertThat(spans).hasSize(2);
    SpanFacts server = span(spans, "server");
    SpanFacts client = span(spans, "client");
    assertThat(server.name()).isEqualTo("POST /checkout");
    assertThat(server.serviceName()).isEqualTo("shop");
    assertThat(server.statusCode()).isEqualTo("error");
    assertThat(server.statusMessage()).isEqualTo("größer als erlaubt 🚀");
    assertThat(server.attributes())
        .isEqualTo(
            Map.of(
                "http.request.method",
                "POST",
                "http.response.status_code",
                500L,
                "biggest",
                Long.MAX_VALUE,
                "ratio",
                0.25,
                "cached",
                false,
                "tags",
                List.of("a", "b")));
    assertThat(server.events()).hasSize(1);
    assertThat(server.scopeName()).isEqualTo("shop");
    assertThat(server.scopeVersion()).isEqualTo("1.2.3");
    assertThat(client.parentSpanId()).isEqualTo(server.spanId());
    assertThat(client.links())
        .containsExactly(
            List.of("000000000000000000000000000000ff", "00000000000000ff", "", Map.of()));
    assertThat(client.start()).isEqualTo("1700000000000000001");
    assertThat(client.end()).isEqualTo("1700000000000140002");
  }

  @Test
  void an_application_with_the_wrong_key_is_told_so_and_nothing_is_stored() throws Exception {
    String traceId;
    try (SdkTracerProvider provider = provider(Exporter.PROTOBUF.exporter("wrong"))) {
      traceId = handleOneRequest(provider.get("shop"));
      provider.forceFlush().join(10, TimeUnit.SECONDS);
    }

    assertThat(skep.get("/api/v1/traces/" + traceId).statusCode()).isEqualTo(404);
  }

  private static SdkTracerProvider provider(SpanExporter exporter) {
    return SdkTracerProvider.builder()
        .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "shop")))
        .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
        .build();
  }

  private static String handleOneRequest(Tracer tracer) {
    Span server =
        tracer
            .spanBuilder("POST /checkout")
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", "POST")
            .setAttribute("http.response.status_code", 500)
            .setAttribute("biggest", Long.MAX_VALUE)
            .setAttribute("ratio", 0.25)
            .setAttribute("cached", false)
            .setAttribute(AttributeKey.stringArrayKey("tags"), List.of("a", "b"))
            .startSpan();
    tracer
        .spanBuilder("SELECT orders")
        .setParent(Context.root().with(server))
        .setSpanKind(SpanKind.CLIENT)
        .addLink(
            SpanContext.create(
                "000000000000000000000000000000ff",
                "00000000000000ff",
                TraceFlags.getDefault(),
                TraceState.getDefault()))
        .setStartTimestamp(1_700_000_000_000_000_001L, TimeUnit.NANOSECONDS)
        .startSpan()
        .end(1_700_000_000_000_140_002L, TimeUnit.NANOSECONDS);
    server.recordException(new IllegalStateException("deadlock"));
    server.setStatus(StatusCode.ERROR, "größer als erlaubt 🚀");
    server.end();
    return server.getSpanContext().getTraceId();
  }

  private static SpanFacts span(List<SpanFacts> spans, String kind) {
    return spans.stream().filter(span -> span.kind().equals(kind)).findFirst().orElseThrow();
  }

  /// The SDK has no public exporter for OTLP JSON over HTTP, but all its parts.
  private static final class JsonExporter implements SpanExporter {
    private final HttpExporter http;

    JsonExporter(String endpoint, String compression, String key) {
      http =
          new HttpExporterBuilder(
                  StandardComponentId.ExporterType.OTLP_HTTP_SPAN_EXPORTER, endpoint)
              .addConstantHeaders("X-API-Key", key)
              .setCompression(compression)
              .exportAsJson()
              .build();
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      return http.export(TraceRequestMarshaler.create(spans), spans.size());
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return http.shutdown();
    }
  }
}
