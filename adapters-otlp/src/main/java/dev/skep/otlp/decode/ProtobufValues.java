package dev.skep.otlp.decode;

import static dev.skep.otlp.decode.ProtobufInput.END;
import static dev.skep.otlp.decode.ProtobufInput.FIXED64;
import static dev.skep.otlp.decode.ProtobufInput.LENGTH_DELIMITED;
import static dev.skep.otlp.decode.ProtobufInput.VARINT;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads attributes and their values.
///
/// Source: OTLP `KeyValue`, `AnyValue`, `ArrayValue`, `KeyValueList`.
final class ProtobufValues {
  private final ProtobufInput in;
  private final Texts texts;

  ProtobufValues(ProtobufInput in, Texts texts) {
    this.in = in;
    this.texts = texts;
  }

  /// One `KeyValue`, put into `attributes` or dropped.
  void attribute(int tag, AttributesDraft attributes) throws IOException {
    if (attributes.isFull()) {
      attributes.drop();
      texts.countLeftOut();
      in.skip(tag);
      return;
    }
    String key = "";
    AttributeValue value = AttributeValue.EMPTY;
    int outer = in.enter();
    int field;
    while ((field = in.tag()) != END) {
      switch (field) {
        case KeyValue.KEY_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> key = in.key();
        case KeyValue.VALUE_FIELD_NUMBER << 3 | LENGTH_DELIMITED ->
            value = value(new ValueElements(), 0);
        default -> in.skip(field);
      }
    }
    in.leave(outer);
    attributes.put(key, value);
  }

  /// @param depth how many arrays and maps there are around the value
  private AttributeValue value(ValueElements elements, int depth) throws IOException {
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
            value = depth < SpanLimits.VALUE_DEPTH ? array(elements, depth + 1) : tooDeep(field);
        case AnyValue.KVLIST_VALUE_FIELD_NUMBER << 3 | LENGTH_DELIMITED ->
            value = depth < SpanLimits.VALUE_DEPTH ? map(elements, depth + 1) : tooDeep(field);
        case AnyValue.BYTES_VALUE_FIELD_NUMBER << 3 | LENGTH_DELIMITED ->
            value = new AttributeValue.BytesValue(in.bytes());
        default -> in.skip(field);
      }
    }
    in.leave(outer);
    return value;
  }

  private AttributeValue tooDeep(int tag) throws IOException {
    in.skip(tag);
    texts.countCut();
    return ValueElements.TOO_DEEP;
  }

  private AttributeValue array(ValueElements elements, int depth) throws IOException {
    List<AttributeValue> values = new ArrayList<>();
    boolean complete = true;
    int outer = in.enter();
    int field;
    while ((field = in.tag()) != END) {
      if (field != (ArrayValue.VALUES_FIELD_NUMBER << 3 | LENGTH_DELIMITED)) {
        in.skip(field);
      } else if (elements.take()) {
        values.add(value(elements, depth));
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

  private AttributeValue map(ValueElements elements, int depth) throws IOException {
    Attributes.Builder entries = Attributes.builder();
    boolean complete = true;
    int outer = in.enter();
    int field;
    while ((field = in.tag()) != END) {
      if (field != (KeyValueList.VALUES_FIELD_NUMBER << 3 | LENGTH_DELIMITED)) {
        in.skip(field);
      } else if (elements.take()) {
        entry(entries, elements, depth);
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

  private void entry(Attributes.Builder entries, ValueElements elements, int depth)
      throws IOException {
    String key = "";
    AttributeValue value = AttributeValue.EMPTY;
    int outer = in.enter();
    int field;
    while ((field = in.tag()) != END) {
      switch (field) {
        case KeyValue.KEY_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> key = in.key();
        case KeyValue.VALUE_FIELD_NUMBER << 3 | LENGTH_DELIMITED -> value = value(elements, depth);
        default -> in.skip(field);
      }
    }
    in.leave(outer);
    entries.put(key, value);
  }
}
