package dev.skep.forward;

import dev.skep.domain.trace.Span;
import dev.skep.otlp.encode.ExportRequests;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.ArrayList;
import java.util.List;

/// Spans as a piece of an export request in protobuf. Pieces that are put together are a request
/// again, for a message may be cut between its elements.
///
/// Source: Protocol Buffers, "Encoding", on repeated fields and merging.
///
/// @param bytes never changed
@SuppressWarnings("ArrayRecordComponent")
record Chunk(byte[] bytes, int spans) {
  /// What a chunk may take, unless it is a single span.
  static final int MOST_BYTES = 1 << 20;

  private static final int MOST_SPANS = 1_000;

  /// Pieces with all of these spans.
  static List<Chunk> of(List<Span> spans) {
    List<Chunk> chunks = new ArrayList<>();
    for (int from = 0; from < spans.size(); from += MOST_SPANS) {
      add(chunks, spans.subList(from, Math.min(from + MOST_SPANS, spans.size())));
    }
    return chunks;
  }

  private static void add(List<Chunk> chunks, List<Span> spans) {
    ExportTraceServiceRequest request = ExportRequests.of(spans);
    if (request.getSerializedSize() <= MOST_BYTES || spans.size() == 1) {
      chunks.add(new Chunk(request.toByteArray(), spans.size()));
      return;
    }
    int half = spans.size() / 2;
    add(chunks, spans.subList(0, half));
    add(chunks, spans.subList(half, spans.size()));
  }
}
