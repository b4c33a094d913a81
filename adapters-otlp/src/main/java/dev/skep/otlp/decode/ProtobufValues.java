package dev.skep.otlp.decode;

import static dev.skep.otlp.decode.ProtobufInput.END;
import static dev.skep.otlp.decode.ProtobufInput.FIXED64;
import static dev.skep.otlp.decode.ProtobufInput.LENGTH_DELIMITED;
import static dev.skep.otlp.decode.ProtobufInput.VARINT;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.otlp.decode.ProtobufMemory.KnownAttribute;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.util.ArrayList;
import java.util.List;

/// Reads attributes and their values.
///
/// Source: OTLP `KeyValue`, `AnyValue`, `ArrayValue`, `KeyValueList`.
final class ProtobufValues {
  private final ProtobufInput in;
  private final Texts texts;
  private final ByteMemory<KnownAttribute> memory;
  private final SecretMask mask;
  private final ValueElements elements = new ValueElements();

  ProtobufValues(ProtobufInput in, Texts texts, ProtobufMemory memory) {
    this.in = in;
    this.texts = texts;
    this.memory = memory.attributes;
    this.mask = memory.mask;
  }

  /// One `KeyValue`, put into `attributes` or dropped.
  void attribute(int tag, AttributesDraft attributes) throws InvalidProtocolBufferException {
    if (attributes.isFull()) {
      attributes.drop();
      texts.countLeftOut();
      in.skip(tag);
      return;
    }
    int size = in.announcedSize();
    if (!memory.takes(size) || !in.has(size)) {
      KnownAttribute attribute = keyValue(size, 0);
      attributes.put(attribute.key(), attribute.value());
      return;
    }
    byte[] bytes = in.bytes();
    int from = in.position();
    int hash = ByteMemory.hash(bytes, from, size, 0);
    KnownAttribute known = memory.find(hash, bytes, from, size);
    if (known != null) {
      in.skipBytes(size);
      attributes.put(known.key(), known.value());
      return;
    }
    long cuts = texts.cuts();
    KnownAttribute attribute = keyValue(size, 0);
    attributes.put(attribute.key(), attribute.value());
    // What was cut must be counted each time.
    if (texts.cuts() == cuts) {
      memory.rememberWhatComesAgain(hash, bytes, from, size, attribute);
    }
  }

  /// @param depth how many arrays and maps there are around it
  private KnownAttribute keyValue(int size, int depth) throws InvalidProtocolBufferException {
    String key = "";
    AttributeValue value = AttributeValue.EMPTY;
    int outer = in.enter(size);
    int field;
    while ((field = in.tag()) != END) {
      switch (field) {
        case KeyValue.KEY_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> key = in.key();
        case KeyValue.VALUE_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> {
          if (depth == 0) {
            elements.restart();
          }
          value = value(depth);
        }
        default -> in.skip(field);
      }
    }
    in.leave(outer);
    return new KnownAttribute(key, mask.of(key, value));
  }

  /// @param depth how many arrays and maps there are around the value
  private AttributeValue value(int depth) throws InvalidProtocolBufferException {
    AttributeValue value = AttributeValue.EMPTY;
    int outer = in.enter();
    int field;
    while ((field = in.tag()) != END) {
      switch (field) {
        case AnyValue.STRING_VALUE_FIELD_NUMBER << 3 | LENGTH_DELIMITED ->
            value = AttributeValue.of(in.text());
        case AnyValue.BOOL_VALUE_FIELD_NUMBER << 3 | VARINT -> value = AttributeValue.of(in.bool());
        case AnyValue.INT_VALUE_FIELD_NUMBER << 3 | VARINT -> value = AttributeValue.of(in.int64());
        case AnyValue.DOUBLE_VALUE_FIELD_NUMBER << 3 | FIXED64 ->
            value = AttributeValue.of(in.number());
        case AnyValue.ARRAY_VALUE_FIELD_NUMBER << 3 | LENGTH_DELIMITED ->
            value = depth < SpanLimits.VALUE_DEPTH ? array(depth + 1) : tooDeep(field);
        case AnyValue.KVLIST_VALUE_FIELD_NUMBER << 3 | LENGTH_DELIMITED ->
            value = depth < SpanLimits.VALUE_DEPTH ? map(depth + 1) : tooDeep(field);
        case AnyValue.BYTES_VALUE_FIELD_NUMBER << 3 | LENGTH_DELIMITED ->
            value = new AttributeValue.BytesValue(in.rawBytes());
        default -> in.skip(field);
      }
    }
    in.leave(outer);
    return value;
  }

  private AttributeValue tooDeep(int tag) throws InvalidProtocolBufferException {
    in.skip(tag);
    texts.countCut();
    return ValueElements.TOO_DEEP;
  }

  private AttributeValue array(int depth) throws InvalidProtocolBufferException {
    List<AttributeValue> values = new ArrayList<>();
    boolean complete = true;
    int outer = in.enter();
    int field;
    while ((field = in.tag()) != END) {
      if (field != (ArrayValue.VALUES_FIELD_NUMBER << 3 | LENGTH_DELIMITED)) {
        in.skip(field);
      } else if (elements.take()) {
        values.add(value(depth));
      } else {
        complete = false;
        in.skip(field);
      }
    }
    in.leave(outer);
    if (!complete) {
      texts.countCut();
      values.add(ValueElements.TOO_MANY);
    }
    return new AttributeValue.ArrayValue(values);
  }

  private AttributeValue map(int depth) throws InvalidProtocolBufferException {
    Attributes.Builder entries = Attributes.builder();
    boolean complete = true;
    int outer = in.enter();
    int field;
    while ((field = in.tag()) != END) {
      if (field != (KeyValueList.VALUES_FIELD_NUMBER << 3 | LENGTH_DELIMITED)) {
        in.skip(field);
      } else if (elements.take()) {
        KnownAttribute entry = keyValue(in.announcedSize(), depth);
        entries.put(entry.key(), entry.value());
      } else {
        complete = false;
        in.skip(field);
      }
    }
    in.leave(outer);
    if (!complete) {
      texts.countCut();
      entries.put(ValueElements.TOO_MANY_KEY, ValueElements.TOO_MANY);
    }
    return new AttributeValue.MapValue(entries.build());
  }
}
