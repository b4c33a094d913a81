package dev.skep.otlp.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.GeneratedSpans;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.TraceSource;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A request says the same in every encoding, and every part of it survives.
final class EncodingsTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void any_spans_come_back_equal_from_protobuf_and_from_both_spellings_of_json(long seed) {
    List<Span> spans =
        new GeneratedSpans(new Random(seed), 9)
            .spans(600).stream().filter(EncodingsTest::canBeSent).toList();

    assertThat(spans).hasSizeGreaterThan(130);
    assertEqual(Decoding.protobuf(ProtobufEncoder.encode(spans)), spans);
    assertEqual(Decoding.json(JsonEncoder.encode(spans)), spans);
    assertEqual(Decoding.json(JsonEncoder.encodeOtherwise(spans)), spans);
  }

  /// Protobuf has no room for ids that are not hexadecimal, OTLP's 0 means no end, and what comes
  /// through this door is marked so.
  private static boolean canBeSent(Span span) {
    return span.traceId().isHex()
        && !span.end().equals(EndTime.at(Instant.EPOCH))
        && span.source() == TraceSource.EBPF;
  }

  /// One by one, so that a failure shows one span and not hundreds.
  private static void assertEqual(DecodeResult result, List<Span> expected) {
    List<Span> spans = Decoding.spans(result);
    assertThat(spans).hasSameSizeAs(expected);
    for (int i = 0; i < spans.size(); i++) {
      assertThat(spans.get(i)).isEqualTo(expected.get(i));
    }
  }
}
