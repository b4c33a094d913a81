package dev.skep.otlp.decode;

import static dev.skep.otlp.decode.ProtobufInput.END;
import static dev.skep.otlp.decode.ProtobufInput.LENGTH_DELIMITED;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Resource;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

/// The reading of one request.
///
/// Source: OTLP `ExportTraceServiceRequest`, `ResourceSpans`, `ScopeSpans`.
final class ProtobufRequest {
  private static final int RESOURCE_SPANS =
      ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER << 3 | LENGTH_DELIMITED;

  private final RequestDraft request = new RequestDraft();
  private final SpanDraft span = new SpanDraft();
  private final ProtobufInput in;
  private final ProtobufResource resources;
  private final ProtobufScope scopes;
  private final ProtobufSpans spans;

  /// @param bytes hold the request up to `size`
  ProtobufRequest(byte[] bytes, int size, ProtobufMemory memory) {
    Texts texts = request.texts;
    in = new ProtobufInput(bytes, size, texts, memory);
    ProtobufValues values = new ProtobufValues(in, texts, memory);
    resources = new ProtobufResource(in, values, texts, memory.resources);
    scopes = new ProtobufScope(in, values, texts, memory.scopes);
    spans = new ProtobufSpans(in, values, texts);
  }

  DecodeResult read() throws InvalidProtocolBufferException {
    int tag;
    while ((tag = in.tag()) != END) {
      if (tag != RESOURCE_SPANS) {
        in.skip(tag);
      } else if (!resourceSpans()) {
        return new DecodeResult.TooManySpans();
      }
    }
    return request.result();
  }

  /// False when there are too many spans; then nothing more need be read.
  private boolean resourceSpans() throws InvalidProtocolBufferException {
    int outer = in.enter();
    Resource known = resources.ahead();
    Resource resource = known == null ? Resource.UNKNOWN : known;
    int tag;
    while ((tag = in.tag()) != END) {
      if (tag == ProtobufSender.CONTENT) {
        if (!scopeSpans(resource)) {
          return false;
        }
      } else if (tag == ProtobufSender.SENDER && known == null) {
        resources.part();
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    return true;
  }

  private boolean scopeSpans(Resource resource) throws InvalidProtocolBufferException {
    int outer = in.enter();
    InstrumentationScope known = scopes.ahead();
    InstrumentationScope scope = known == null ? InstrumentationScope.NONE : known;
    int tag;
    while ((tag = in.tag()) != END) {
      if (tag == ProtobufSender.CONTENT) {
        if (request.isFull()) {
          return false;
        }
        request.start(span);
        spans.span(span);
        request.finish(span, resource, scope);
      } else if (tag == ProtobufSender.SENDER && known == null) {
        scopes.part();
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    return true;
  }
}
