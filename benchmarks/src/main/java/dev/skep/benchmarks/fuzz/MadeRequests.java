package dev.skep.benchmarks.fuzz;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes requests that are right, with every field of OTLP and the values that lie at its edges.
final class MadeRequests {
  private static final int TRACES = 4;
  private static final long[] TIMES = {
    0, 1, 999, 1_763_906_400_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE, -1
  };
  private static final double[] NUMBERS = {
    0, -0.0, 1.5, 1e300, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY
  };
  private static final long[] INTEGERS = {
    0, 1, -1, 200, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE
  };

  private final RandomGenerator random;

  MadeRequests(RandomGenerator random) {
    this.random = random;
  }

  ExportTraceServiceRequest request() {
    var request = ExportTraceServiceRequest.newBuilder();
    for (int n = random.nextInt(3); n >= 0; n--) {
      var resource = ResourceSpans.newBuilder().setSchemaUrl(text());
      if (random.nextInt(8) != 0) {
        resource.setResource(
            Resource.newBuilder()
                .addAttributes(attribute("service.name", Texts.pick(random, Texts.NAMES)))
                .addAllAttributes(attributes(3))
                .setDroppedAttributesCount(random.nextInt(3)));
      }
      for (int scopes = random.nextInt(3); scopes > 0; scopes--) {
        resource.addScopeSpans(scope());
      }
      request.addResourceSpans(resource);
    }
    return request.build();
  }

  private ScopeSpans scope() {
    var spans = ScopeSpans.newBuilder().setSchemaUrl(text());
    if (random.nextBoolean()) {
      spans.setScope(
          InstrumentationScope.newBuilder()
              .setName(text())
              .setVersion(text())
              .addAllAttributes(attributes(2))
              .setDroppedAttributesCount(random.nextInt(2)));
    }
    for (int n = random.nextInt(5); n > 0; n--) {
      spans.addSpans(span());
    }
    return spans.build();
  }

  private Span span() {
    var span =
        Span.newBuilder()
            .setTraceId(id(16, 1 + random.nextInt(TRACES)))
            .setSpanId(id(8, 1 + random.nextInt(1 << 20)))
            .setTraceState(random.nextInt(4) == 0 ? "a=1,b=2" : "")
            .setFlags(random.nextInt())
            .setName(text())
            .setKindValue(random.nextInt(6))
            .setStartTimeUnixNano(time())
            .setEndTimeUnixNano(time())
            .addAllAttributes(attributes(6))
            .setDroppedAttributesCount(random.nextInt(3))
            .setDroppedEventsCount(random.nextInt(3))
            .setDroppedLinksCount(random.nextInt(3));
    if (random.nextInt(3) != 0) {
      span.setParentSpanId(id(8, 1 + random.nextInt(1 << 20)));
    }
    if (random.nextBoolean()) {
      span.setStatus(Status.newBuilder().setCodeValue(random.nextInt(3)).setMessage(text()));
    }
    for (int n = random.nextInt(3); n > 0; n--) {
      span.addEvents(
          Span.Event.newBuilder()
              .setName(text())
              .setTimeUnixNano(time())
              .addAllAttributes(attributes(3))
              .setDroppedAttributesCount(random.nextInt(2)));
    }
    for (int n = random.nextInt(2); n > 0; n--) {
      span.addLinks(
          Span.Link.newBuilder()
              .setTraceId(id(16, 1 + random.nextInt(TRACES)))
              .setSpanId(id(8, 1 + random.nextInt(1 << 20)))
              .setTraceState(text())
              .setFlags(random.nextInt())
              .addAllAttributes(attributes(2)));
    }
    return span.build();
  }

  private long time() {
    return random.nextInt(3) == 0
        ? TIMES[random.nextInt(TIMES.length)]
        : 1_763_906_400_000_000_000L + random.nextInt();
  }

  private List<KeyValue> attributes(int most) {
    List<KeyValue> attributes = new ArrayList<>();
    for (int n = random.nextInt(most + 1); n > 0; n--) {
      attributes.add(
          KeyValue.newBuilder().setKey(Texts.pick(random, Texts.KEYS)).setValue(value(0)).build());
    }
    return attributes;
  }

  private AnyValue value(int depth) {
    var value = AnyValue.newBuilder();
    switch (random.nextInt(depth > 3 ? 6 : 8)) {
      case 0 -> value.setBoolValue(random.nextBoolean());
      case 1 -> value.setIntValue(INTEGERS[random.nextInt(INTEGERS.length)]);
      case 2 -> value.setDoubleValue(NUMBERS[random.nextInt(NUMBERS.length)]);
      case 3 -> value.setBytesValue(bytes(random.nextInt(20)));
      case 4, 5 -> value.setStringValue(text());
      case 6 -> {
        var array = ArrayValue.newBuilder();
        for (int n = random.nextInt(4); n > 0; n--) {
          array.addValues(value(depth + 1));
        }
        value.setArrayValue(array);
      }
      default -> {
        var map = KeyValueList.newBuilder();
        for (int n = random.nextInt(4); n > 0; n--) {
          map.addValues(KeyValue.newBuilder().setKey(text()).setValue(value(depth + 1)));
        }
        value.setKvlistValue(map);
      }
    }
    return value.build();
  }

  private String text() {
    return Texts.pick(random, Texts.HOSTILE);
  }

  private ByteString bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  private static ByteString id(int size, int number) {
    byte[] id = new byte[size];
    for (int i = 0; i < Integer.BYTES; i++) {
      id[size - 1 - i] = (byte) (number >>> (8 * i));
    }
    return ByteString.copyFrom(id);
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
