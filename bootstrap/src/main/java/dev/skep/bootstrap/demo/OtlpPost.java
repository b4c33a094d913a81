package dev.skep.bootstrap.demo;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/// Where demonstration traffic is posted to.
///
/// @param endpoint the whole address, such as `http://localhost:3051/api/traces/otlp/v1/traces`
/// @param apiKey sent as `X-API-Key`
record OtlpPost(URI endpoint, String apiKey) {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  HttpRequest of(ExportTraceServiceRequest request) {
    return HttpRequest.newBuilder(endpoint)
        .timeout(TIMEOUT)
        .header("Content-Type", "application/x-protobuf")
        .header("X-API-Key", apiKey)
        .POST(BodyPublishers.ofByteArray(request.toByteArray()))
        .build();
  }
}
