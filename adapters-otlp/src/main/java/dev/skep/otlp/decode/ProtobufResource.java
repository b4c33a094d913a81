package dev.skep.otlp.decode;

import static dev.skep.otlp.decode.ProtobufInput.LENGTH_DELIMITED;
import static dev.skep.otlp.decode.ProtobufInput.VARINT;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.skep.domain.trace.Resource;

/// Reads resources.
///
/// Source: OTLP `Resource`.
final class ProtobufResource extends ProtobufSender<Resource> {
  private static final int ATTRIBUTES =
      io.opentelemetry.proto.resource.v1.Resource.ATTRIBUTES_FIELD_NUMBER;
  private static final int DROPPED =
      io.opentelemetry.proto.resource.v1.Resource.DROPPED_ATTRIBUTES_COUNT_FIELD_NUMBER;

  private final ProtobufInput in;
  private final ProtobufValues values;
  private ResourceDraft draft = new ResourceDraft();

  ProtobufResource(
      ProtobufInput in, ProtobufValues values, Texts texts, ByteMemory<Resource> memory) {
    super(in, texts, memory);
    this.in = in;
    this.values = values;
  }

  @Override
  void restart() {
    draft = new ResourceDraft();
  }

  @Override
  void field(int tag) throws InvalidProtocolBufferException {
    switch (tag) {
      case ATTRIBUTES << 3 | LENGTH_DELIMITED -> values.attribute(tag, draft.attributes);
      case DROPPED << 3 | VARINT -> draft.attributes.droppedBySender(in.uint32());
      default -> in.skip(tag);
    }
  }

  @Override
  Resource sender(String schemaUrl) {
    draft.schemaUrl = schemaUrl;
    return draft.resource();
  }

  @Override
  String schemaUrlOf(Resource resource) {
    return resource.schemaUrl();
  }
}
