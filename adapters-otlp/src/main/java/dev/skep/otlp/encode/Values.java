package dev.skep.otlp.encode;

import com.google.protobuf.ByteString;
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
import java.util.ArrayList;
import java.util.List;

/// Attributes as OTLP's messages.
final class Values {
  private Values() {}

  static List<KeyValue> attributes(Attributes attributes) {
    List<KeyValue> list = new ArrayList<>(attributes.size());
    attributes.forEach(
        (key, value) -> list.add(KeyValue.newBuilder().setKey(key).setValue(of(value)).build()));
    return list;
  }

  // Decoders let values lie within one another only so deep, so that this may call itself.
  private static AnyValue of(AttributeValue value) {
    var message = AnyValue.newBuilder();
    switch (value) {
      case StringValue(var text) -> message.setStringValue(text);
      case BoolValue(var truth) -> message.setBoolValue(truth);
      case IntValue(var number) -> message.setIntValue(number);
      case DoubleValue(var number) -> message.setDoubleValue(number);
      case AttributeValue.ArrayValue(var values) -> {
        var array = ArrayValue.newBuilder();
        values.forEach(element -> array.addValues(of(element)));
        message.setArrayValue(array);
      }
      case MapValue(var entries) ->
          message.setKvlistValue(KeyValueList.newBuilder().addAllValues(attributes(entries)));
      case BytesValue bytes -> message.setBytesValue(ByteString.copyFrom(bytes.bytes()));
      case EmptyValue() -> {}
    }
    return message.build();
  }
}
