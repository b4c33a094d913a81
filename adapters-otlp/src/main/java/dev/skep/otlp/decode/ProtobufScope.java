package dev.skep.otlp.decode;

import static dev.skep.otlp.decode.ProtobufInput.LENGTH_DELIMITED;
import static dev.skep.otlp.decode.ProtobufInput.VARINT;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.skep.domain.trace.InstrumentationScope;

/// Reads instrumentation scopes.
///
/// Source: OTLP `InstrumentationScope`.
final class ProtobufScope extends ProtobufSender<InstrumentationScope> {
  private static final int NAME =
      io.opentelemetry.proto.common.v1.InstrumentationScope.NAME_FIELD_NUMBER;
  private static final int VERSION =
      io.opentelemetry.proto.common.v1.InstrumentationScope.VERSION_FIELD_NUMBER;
  private static final int ATTRIBUTES =
      io.opentelemetry.proto.common.v1.InstrumentationScope.ATTRIBUTES_FIELD_NUMBER;
  private static final int DROPPED =
      io.opentelemetry.proto.common.v1.InstrumentationScope.DROPPED_ATTRIBUTES_COUNT_FIELD_NUMBER;

  private final ProtobufInput in;
  private final ProtobufValues values;
  private ScopeDraft draft = new ScopeDraft();

  ProtobufScope(
      ProtobufInput in,
      ProtobufValues values,
      Texts texts,
      ByteMemory<InstrumentationScope> memory) {
    super(in, texts, memory);
    this.in = in;
    this.values = values;
  }

  @Override
  void restart() {
    draft = new ScopeDraft();
  }

  @Override
  void field(int tag) throws InvalidProtocolBufferException {
    switch (tag) {
      case NAME << 3 | LENGTH_DELIMITED -> draft.name = in.text();
      case VERSION << 3 | LENGTH_DELIMITED -> draft.version = in.text();
      case ATTRIBUTES << 3 | LENGTH_DELIMITED -> values.attribute(tag, draft.attributes);
      case DROPPED << 3 | VARINT -> draft.attributes.droppedBySender(in.uint32());
      default -> in.skip(tag);
    }
  }

  @Override
  InstrumentationScope sender(String schemaUrl) {
    draft.schemaUrl = schemaUrl;
    return draft.scope();
  }

  @Override
  String schemaUrlOf(InstrumentationScope scope) {
    return scope.schemaUrl();
  }
}
