package dev.skep.otlp.decode;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads attributes and their values.
///
/// Source: OTLP `KeyValue`, `AnyValue`, `ArrayValue`, `KeyValueList`.
final class JsonValues {
  private final JsonInput in;
  private final Texts texts;
  private final SecretMask mask;

  JsonValues(JsonInput in, Texts texts, SecretMask mask) {
    this.in = in;
    this.texts = texts;
    this.mask = mask;
  }

  /// A list of `KeyValue`.
  void attributes(AttributesDraft attributes) throws IOException {
    if (!in.enterArray()) {
      return;
    }
    while (in.nextElement()) {
      if (attributes.isFull()) {
        attributes.drop();
        texts.countLeftOut();
        in.skip();
      } else {
        attribute(attributes);
      }
    }
  }

  private void attribute(AttributesDraft attributes) throws IOException {
    if (in.isNull() || !in.enterObject()) {
      in.skipWrongType();
      return;
    }
    String key = "";
    AttributeValue value = AttributeValue.EMPTY;
    while (in.nextField()) {
      switch (in.field()) {
        case "key" -> key = in.key();
        case "value" -> value = value(new ValueElements(), 0);
        default -> in.skip();
      }
    }
    attributes.put(key, mask.of(key, value));
  }

  /// @param depth how many arrays and maps there are around the value
  private AttributeValue value(ValueElements elements, int depth) throws IOException {
    AttributeValue value = AttributeValue.EMPTY;
    if (!in.enterObject()) {
      return value;
    }
    while (in.nextField()) {
      String field = in.field();
      if (in.isNull()) {
        continue;
      }
      switch (field) {
        case "stringValue" -> value = AttributeValue.of(in.text());
        case "boolValue" -> value = AttributeValue.of(in.bool());
        case "intValue" -> value = AttributeValue.of(in.int64());
        case "doubleValue" -> value = AttributeValue.of(in.number());
        case "arrayValue" ->
            value = depth < SpanLimits.VALUE_DEPTH ? array(elements, depth + 1) : tooDeep();
        case "kvlistValue" ->
            value = depth < SpanLimits.VALUE_DEPTH ? map(elements, depth + 1) : tooDeep();
        case "bytesValue" -> value = in.bytes();
        default -> in.skip();
      }
    }
    return value;
  }

  private AttributeValue tooDeep() throws IOException {
    in.skip();
    texts.countCut();
    return ValueElements.TOO_DEEP;
  }

  private AttributeValue array(ValueElements elements, int depth) throws IOException {
    List<AttributeValue> values = new ArrayList<>();
    boolean complete = true;
    if (!in.enterObject()) {
      return new AttributeValue.ArrayValue(values);
    }
    while (in.nextField()) {
      if (!in.field().equals("values")) {
        in.skip();
      } else if (in.enterArray()) {
        while (in.nextElement()) {
          if (elements.take()) {
            values.add(value(elements, depth));
          } else {
            complete = false;
            in.skip();
          }
        }
      }
    }
    if (!complete) {
      texts.countCut();
      values.add(ValueElements.TOO_MANY);
    }
    return new AttributeValue.ArrayValue(values);
  }

  private AttributeValue map(ValueElements elements, int depth) throws IOException {
    Attributes.Builder entries = Attributes.builder();
    boolean complete = true;
    if (!in.enterObject()) {
      return new AttributeValue.MapValue(Attributes.NONE);
    }
    while (in.nextField()) {
      if (!in.field().equals("values")) {
        in.skip();
      } else if (in.enterArray()) {
        while (in.nextElement()) {
          if (elements.take()) {
            entry(entries, elements, depth);
          } else {
            complete = false;
            in.skip();
          }
        }
      }
    }
    if (!complete) {
      texts.countCut();
      entries.put(ValueElements.TOO_MANY_KEY, ValueElements.TOO_MANY);
    }
    return new AttributeValue.MapValue(entries.build());
  }

  private void entry(Attributes.Builder entries, ValueElements elements, int depth)
      throws IOException {
    if (in.isNull() || !in.enterObject()) {
      in.skipWrongType();
      return;
    }
    String key = "";
    AttributeValue value = AttributeValue.EMPTY;
    while (in.nextField()) {
      switch (in.field()) {
        case "key" -> key = in.key();
        case "value" -> value = value(elements, depth);
        default -> in.skip();
      }
    }
    entries.put(key, mask.of(key, value));
  }
}
