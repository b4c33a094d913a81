package dev.skep.otlp.decode;

import static dev.skep.otlp.decode.ProtobufInput.END;
import static dev.skep.otlp.decode.ProtobufInput.LENGTH_DELIMITED;
import static dev.skep.otlp.decode.ProtobufInput.VARINT;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.IOException;
import java.io.InputStream;

/// Reads OTLP's binary encoding. No bytes at all are an empty request.
///
/// The generated classes serve for their field numbers only: their parser would build the whole
/// message first, with each text in full and without a limit on nesting that we could set.
public final class ProtobufDecoder implements OtlpDecoder {
  private static final String MALFORMED = "Invalid protobuf payload";

  @Override
  public DecodeResult decode(InputStream body) throws IOException {
    try {
      return new Reading(body).request();
    } catch (InvalidProtocolBufferException e) {
      return new DecodeResult.Malformed(MALFORMED);
    }
  }

  /// The reading of one request.
  private static final class Reading {
    private final RequestDraft request = new RequestDraft();
    private final ProtobufInput in;
    private final ProtobufValues values;
    private final ProtobufSpans spans;

    Reading(InputStream body) {
      in = new ProtobufInput(body, request.texts);
      values = new ProtobufValues(in, request.texts);
      spans = new ProtobufSpans(in, values, request.texts);
    }

    DecodeResult request() throws IOException {
      int tag;
      while ((tag = in.tag()) != END) {
        if (tag
            != (ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER << 3 | LENGTH_DELIMITED)) {
          in.skip(tag);
        } else if (!resourceSpans()) {
          return new DecodeResult.TooManySpans();
        }
      }
      return request.result();
    }

    /// False when there are too many spans; then nothing more can be read.
    private boolean resourceSpans() throws IOException {
      ResourceDraft resource = new ResourceDraft();
      int outer = in.enter();
      int tag;
      while ((tag = in.tag()) != END) {
        switch (tag) {
          case ResourceSpans.RESOURCE_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> resource(resource);
          case ResourceSpans.SCOPE_SPANS_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> {
            if (!scopeSpans(resource)) {
              return false;
            }
          }
          case ResourceSpans.SCHEMA_URL_FIELD_NUMBER << 3 | LENGTH_DELIMITED ->
              resource.schemaUrl = in.repeatedText();
          default -> in.skip(tag);
        }
      }
      in.leave(outer);
      request.finish(resource);
      return true;
    }

    private void resource(ResourceDraft resource) throws IOException {
      int outer = in.enter();
      int tag;
      while ((tag = in.tag()) != END) {
        switch (tag) {
          case Resource.ATTRIBUTES_FIELD_NUMBER << 3 | LENGTH_DELIMITED ->
              values.attribute(tag, resource.attributes);
          case Resource.DROPPED_ATTRIBUTES_COUNT_FIELD_NUMBER << 3 | VARINT ->
              resource.attributes.droppedBySender(in.uint32());
          default -> in.skip(tag);
        }
      }
      in.leave(outer);
    }

    private boolean scopeSpans(ResourceDraft resource) throws IOException {
      ScopeDraft scope = new ScopeDraft();
      int outer = in.enter();
      int tag;
      while ((tag = in.tag()) != END) {
        switch (tag) {
          case ScopeSpans.SCOPE_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> scope(scope);
          case ScopeSpans.SPANS_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> {
            if (request.isFull()) {
              return false;
            }
            SpanDraft span = request.newSpan();
            spans.span(span);
            scope.spans.add(span);
          }
          case ScopeSpans.SCHEMA_URL_FIELD_NUMBER << 3 | LENGTH_DELIMITED ->
              scope.schemaUrl = in.repeatedText();
          default -> in.skip(tag);
        }
      }
      in.leave(outer);
      resource.add(scope);
      return true;
    }

    private void scope(ScopeDraft scope) throws IOException {
      int outer = in.enter();
      int tag;
      while ((tag = in.tag()) != END) {
        switch (tag) {
          case InstrumentationScope.NAME_FIELD_NUMBER << 3 | LENGTH_DELIMITED ->
              scope.name = in.repeatedText();
          case InstrumentationScope.VERSION_FIELD_NUMBER << 3 | LENGTH_DELIMITED ->
              scope.version = in.repeatedText();
          case InstrumentationScope.ATTRIBUTES_FIELD_NUMBER << 3 | LENGTH_DELIMITED ->
              values.attribute(tag, scope.attributes);
          case InstrumentationScope.DROPPED_ATTRIBUTES_COUNT_FIELD_NUMBER << 3 | VARINT ->
              scope.attributes.droppedBySender(in.uint32());
          default -> in.skip(tag);
        }
      }
      in.leave(outer);
    }
  }
}
