package dev.skep.bootstrap.demo;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/// Living data for tests of the whole program: five minutes of an estate with errors, queues and
/// missing parents.
public final class DemoBacklog {
  private DemoBacklog() {}

  /// Requests in protobuf; always the same story, told of the minutes before `now`.
  public static List<byte[]> until(Instant now) {
    return new Traffic(new Random(7))
        .until(now).stream().map(ExportTraceServiceRequest::toByteArray).toList();
  }
}
