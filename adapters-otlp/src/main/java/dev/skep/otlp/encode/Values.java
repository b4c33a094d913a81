package dev.skep.otlp.encode;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.AttributeValue.BoolValue;
import dev.skep.domain.trace.AttributeValue.BytesValue;
import dev.skep.domain.trace.AttributeValue.DoubleValue;
import dev.skep.domain.trace.AttributeValue.EmptyValue;
import dev.skep.domain.trace.AttributeValue.IntValue;
import dev.skep.domain.trace.AttributeValue.MapValue;
import dev.skep.domain.trace.AttributeValue.StringValue;
import dev.skep.domain.trace.Attributes;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;

/// Attributes as OTLP's messages.
final class Values {
  private Values() {}

  /// Each attribute as a message in the same field.
  static void write(MessageWriter out, int field, Attributes attributes) {
    attributes.forEach((key, value) -> {
      int pair = out.open(field);
      out.text(KeyValue.KEY_FIELD_NUMBER, key);
      write(out, KeyValue.VALUE_FIELD_NUMBER, value);
      out.close(pair);
    });
  }

  // Decoders let values lie within one another only so deep, so that this may call itself.
  private static void write(MessageWriter out, int field, AttributeValue value) {
    int message = out.open(field);
    switch (value) {
      case StringValue(var text) -> out.chosenText(AnyValue.STRING_VALUE_FIELD_NUMBER, text);
      case BoolValue(var truth) ->
          out.chosenNumber(AnyValue.BOOL_VALUE_FIELD_NUMBER, truth ? 1 : 0);
      case IntValue(var number) -> out.chosenNumber(AnyValue.INT_VALUE_FIELD_NUMBER, number);
      case DoubleValue(var number) ->
          out.chosenFixed64(AnyValue.DOUBLE_VALUE_FIELD_NUMBER, Double.doubleToRawLongBits(number));
      case AttributeValue.ArrayValue(var values) -> {
        int array = out.open(AnyValue.ARRAY_VALUE_FIELD_NUMBER);
        values.forEach(element -> write(out, ArrayValue.VALUES_FIELD_NUMBER, element));
        out.close(array);
      }
      case MapValue(var entries) -> {
        int list = out.open(AnyValue.KVLIST_VALUE_FIELD_NUMBER);
        write(out, KeyValueList.VALUES_FIELD_NUMBER, entries);
        out.close(list);
      }
      case BytesValue bytes -> out.chosenBytes(AnyValue.BYTES_VALUE_FIELD_NUMBER, bytes.bytes());
      case EmptyValue() -> {}
    }
    out.close(message);
  }
}
