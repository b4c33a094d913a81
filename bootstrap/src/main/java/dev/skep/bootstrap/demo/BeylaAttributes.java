package dev.skep.bootstrap.demo;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.List;

/// Attributes in the order in which they are added: texts and whole numbers, all that Beyla needs
/// here.
final class BeylaAttributes {
  private final List<KeyValue> attributes = new ArrayList<>();

  BeylaAttributes text(String key, String value) {
    return add(key, AnyValue.newBuilder().setStringValue(value));
  }

  BeylaAttributes number(String key, long value) {
    return add(key, AnyValue.newBuilder().setIntValue(value));
  }

  List<KeyValue> list() {
    return List.copyOf(attributes);
  }

  private BeylaAttributes add(String key, AnyValue.Builder value) {
    attributes.add(KeyValue.newBuilder().setKey(key).setValue(value).build());
    return this;
  }
}
