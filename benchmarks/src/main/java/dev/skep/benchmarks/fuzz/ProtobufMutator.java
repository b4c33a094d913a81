package dev.skep.benchmarks.fuzz;

import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Damages requests in protobuf: field by field, so that what is around the damage stays whole, and
/// byte by byte.
final class ProtobufMutator {
  private static final int LONG_TEXT = 40_000;
  private static final int MANY = 1_500;
  private static final int DEEPEST = 400;
  private static final int VALUE = 2;
  private static final int ARRAY_VALUE = 5;

  private final RandomGenerator random;

  ProtobufMutator(RandomGenerator random) {
    this.random = random;
  }

  byte[] mutate(byte[] request) {
    List<WireField> message;
    try {
      message = WireField.read(request, ExportTraceServiceRequest.getDescriptor());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int n = random.nextInt(4); n >= 0; n--) {
      field(message);
    }
    byte[] bytes = WireField.write(message);
    return random.nextInt(3) == 0 ? RawBytes.damaged(bytes, random) : bytes;
  }

  private void field(List<WireField> message) {
    List<Place> places = new ArrayList<>();
    collect(message, places);
    if (places.isEmpty()) {
      message.add(new WireField(random.nextInt(20), random.nextInt(8)));
      return;
    }
    Place place = places.get(random.nextInt(places.size()));
    WireField field = place.fields.get(place.index);
    switch (random.nextInt(13)) {
      case 0 -> place.fields.remove(place.index);
      case 1 -> {
        int copies = random.nextInt(50) == 0 ? MANY : 1 + random.nextInt(3);
        for (int i = 0; i < copies; i++) {
          place.fields.add(place.index, field.copy());
        }
      }
      case 2 -> field.wireType = random.nextInt(8);
      case 3 -> field.number = random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(24);
      case 4 -> field.lie = lie();
      case 5 -> replace(field, hugeVarint());
      case 6 -> replace(field, content());
      case 7 -> field.padding = 1 + random.nextInt(12);
      case 8 -> {
        WireField other = places.get(random.nextInt(places.size())).field();
        place.fields.add(place.index, other.copy());
      }
      case 9 -> Collections.shuffle(place.fields, new Random(random.nextLong()));
      case 10 -> place.fields.add(place.index, group());
      case 11 -> place.fields.add(place.index, nested(1 + random.nextInt(DEEPEST)));
      default -> replace(field, RawBytes.damaged(WireField.write(List.of(field)), random));
    }
  }

  private static void replace(WireField field, byte[] content) {
    field.fields.clear();
    field.content = content;
  }

  /// Where a field stands.
  private record Place(List<WireField> fields, int index) {
    WireField field() {
      return fields.get(index);
    }
  }

  private static void collect(List<WireField> fields, List<Place> places) {
    for (int i = 0; i < fields.size(); i++) {
      places.add(new Place(fields, i));
      collect(fields.get(i).fields, places);
    }
  }

  private long lie() {
    return switch (random.nextInt(5)) {
      case 0 -> 1;
      case 1 -> -1;
      case 2 -> Integer.MAX_VALUE;
      case 3 -> random.nextLong();
      default -> random.nextInt(64) - 32;
    };
  }

  private byte[] hugeVarint() {
    byte[] bytes = new byte[9 + random.nextInt(4)];
    Arrays.fill(bytes, (byte) 0xff);
    if (random.nextBoolean()) {
      bytes[bytes.length - 1] = 1;
    }
    return bytes;
  }

  private byte[] content() {
    byte[] bytes = new byte[random.nextInt(20) == 0 ? LONG_TEXT : random.nextInt(40)];
    switch (random.nextInt(4)) {
      case 0 -> random.nextBytes(bytes);
      case 1 -> Arrays.fill(bytes, (byte) 0);
      // Parts of characters: what is cut must be cut well.
      case 2 -> Arrays.fill(bytes, (byte) 0xbf);
      default -> Arrays.fill(bytes, (byte) 'x');
    }
    return bytes;
  }

  /// The beginning of a group with something in it, and perhaps its end.
  private WireField group() {
    int number = 1 + random.nextInt(30);
    WireField group = new WireField(number, WireFormat.WIRETYPE_START_GROUP);
    group.content =
        random.nextBoolean()
            ? WireField.varint(number << 3 | WireFormat.WIRETYPE_END_GROUP)
            : content();
    return group;
  }

  /// An `AnyValue` of arrays within arrays, under the number that values have in a `KeyValue`.
  private static WireField nested(int depth) {
    WireField value = WireField.ofContent(VALUE, new byte[0]);
    WireField inner = value;
    for (int i = 0; i < depth; i++) {
      WireField array = WireField.ofContent(ARRAY_VALUE, new byte[0]);
      WireField element = WireField.ofContent(1, new byte[0]);
      inner.fields.add(array);
      array.fields.add(element);
      inner = element;
    }
    return value;
  }
}
