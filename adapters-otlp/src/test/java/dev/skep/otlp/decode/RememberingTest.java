package dev.skep.otlp.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.skep.domain.trace.GeneratedSpans;
import dev.skep.domain.trace.Span;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A decoder that has read much already says the same as a new one, in fewer objects.
final class RememberingTest {
  private final OtlpDecoder decoder = new ProtobufDecoder();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void damaged_requests_mean_the_same_to_a_decoder_that_has_met_similar_ones(long seed) {
    Random random = new Random(seed);
    byte[] body =
        ProtobufEncoder.encode(
            new GeneratedSpans(random, 9)
                .spans(12).stream().filter(span -> span.traceId().isHex()).toList());

    for (int i = 0; i < 300; i++) {
      byte[] damaged = body.clone();
      for (int j = random.nextInt(3); j >= 0; j--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      DecodeResult met = Decoding.decode(decoder, damaged);
      assertSame(Decoding.decode(decoder, damaged), met);
      assertSame(Decoding.decode(new ProtobufDecoder(), damaged), met);
    }
  }

  @Test
  void resources_scopes_and_attributes_that_come_again_are_the_same_objects() {
    byte[] body = request("https://schema/1", attribute("host.name", text("edge")));
    Decoding.decode(decoder, body);
    Span earlier = one(body);
    Span later = one(body);

    assertThat(later.resource()).isSameAs(earlier.resource());
    assertThat(later.scope()).isSameAs(earlier.scope());
    assertThat(later.attributes().get("host.name").orElseThrow())
        .isSameAs(earlier.attributes().get("host.name").orElseThrow());
    assertThat(later.name()).isSameAs(earlier.name());
    assertThat(later).isEqualTo(earlier);
  }

  @Test
  void a_resource_with_another_schema_is_another_one() {
    KeyValue attribute = attribute("a", text("b"));
    Span one = one(request("https://schema/1", attribute));
    Span other = one(request("https://schema/2", attribute));

    assertThat(one.resource().schemaUrl()).isEqualTo("https://schema/1");
    assertThat(other.resource().schemaUrl()).isEqualTo("https://schema/2");
    assertThat(one.scope().schemaUrl()).isEqualTo("https://schema/1");
    assertThat(other.scope().schemaUrl()).isEqualTo("https://schema/2");
  }

  @Test
  void what_is_cut_is_counted_each_time() {
    AnyValue nested = text("deep");
    for (int i = 0; i < 34; i++) {
      nested =
          AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(nested)).build();
    }
    byte[] body = request("", attribute("a", nested));

    for (int i = 0; i < 4; i++) {
      // Once in the resource, once in the scope, once in the span.
      assertThat(Decoding.decoded(Decoding.decode(decoder, body)).cuts()).isEqualTo(3);
    }
  }

  @Test
  void values_of_all_sizes_around_eight_bytes_are_told_apart() {
    for (int round = 0; round < 3; round++) {
      for (int size = 0; size < 300; size++) {
        for (String last : List.of("y", "z")) {
          String value = "x".repeat(size) + last;
          assertThat(one(request("", attribute("a", text(value)))).attributes().text("a"))
              .hasValue(value);
        }
      }
    }
  }

  @Test
  void requests_at_the_same_time_do_not_mix() throws Exception {
    List<byte[]> bodies =
        IntStream.range(0, 64)
            .mapToObj(i -> request("", attribute("key" + i % 8, text("value" + i))))
            .toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> runs =
          IntStream.range(0, 8)
              .mapToObj(thread ->
                  threads.submit(() ->
                      IntStream.range(0, 2000)
                          .map(i -> (i * 7 + thread) % 64)
                          .filter(i -> {
                            Span span = one(bodies.get(i));
                            return !span.attributes()
                                    .text("key" + i % 8)
                                    .orElse("")
                                    .equals("value" + i)
                                || !span.resource().attributes().equals(span.attributes());
                          })
                          .mapToObj(i -> "request " + i)
                          .toList()))
              .toList();
      for (Future<List<String>> run : runs) {
        assertThat(run.get()).isEmpty();
      }
    }
  }

  private Span one(byte[] body) {
    return Decoding.decoded(Decoding.decode(decoder, body)).spans().getFirst();
  }

  private static void assertSame(DecodeResult result, DecodeResult expected) {
    if (expected instanceof DecodeResult.Decoded decoded) {
      assertThat(Decoding.decoded(result).spans()).isEqualTo(decoded.spans());
      assertThat(Decoding.decoded(result).cuts()).isEqualTo(decoded.cuts());
      assertThat(Decoding.decoded(result).rejections().message())
          .isEqualTo(decoded.rejections().message());
    } else {
      assertThat(result).isEqualTo(expected);
    }
  }

  /// A request whose resource, scope and only span have this attribute.
  private static byte[] request(String schemaUrl, KeyValue attribute) {
    byte[] id = new byte[16];
    Arrays.fill(id, (byte) 1);
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setSchemaUrl(schemaUrl)
                .setResource(Resource.newBuilder().addAttributes(attribute))
                .addScopeSpans(
                    ScopeSpans.newBuilder()
                        .setSchemaUrl(schemaUrl)
                        .setScope(InstrumentationScope.newBuilder().addAttributes(attribute))
                        .addSpans(
                            io.opentelemetry.proto.trace.v1.Span.newBuilder()
                                .setTraceId(ByteString.copyFrom(id))
                                .setSpanId(ByteString.copyFrom(id, 0, 8))
                                .setName("GET /api/users")
                                .addAttributes(attribute))))
        .build()
        .toByteArray();
  }

  private static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue text(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
  }
}
