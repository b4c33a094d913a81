package dev.skep.benchmarks.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skep.otlp.decode.DecodeResult;
import dev.skep.otlp.decode.JsonDecoder;
import dev.skep.otlp.decode.ProtobufDecoder;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// The decoder of JSON: it never fails, keeps its limits, and makes of a whole request what the
/// decoder of protobuf makes of it.
public final class JsonTarget implements FuzzTarget {
  private final Corpus corpus;
  private final JsonDecoder json = new JsonDecoder();
  private final ProtobufDecoder protobuf = new ProtobufDecoder();

  public JsonTarget(Corpus corpus) {
    this.corpus = corpus;
  }

  @Override
  public String name() {
    return "json";
  }

  /// The body of a case.
  static byte[] body(Corpus corpus, long number) {
    RandomGenerator random = new SplittableRandom(number);
    String text =
        switch (random.nextInt(24)) {
          case 0 -> corpus.text(random);
          case 1, 2, 3, 4, 5, 6, 7, 8 -> JsonForm.of(corpus.request(random), random);
          default -> JsonForm.of(new MadeRequests(random).request(), random);
        };
    return new JsonMutator(random).mutate(text);
  }

  @Override
  public Optional<String> check(long number) throws IOException {
    if (number % 8 == 0) {
      return checkWhole(new SplittableRandom(number));
    }
    return Decoded.wrong(json.decode(new ByteArrayInputStream(body(corpus, number))));
  }

  private Optional<String> checkWhole(RandomGenerator random) throws IOException {
    ExportTraceServiceRequest request = new MadeRequests(random).request();
    DecodeResult ofJson =
        json.decode(new ByteArrayInputStream(JsonForm.of(request, random).getBytes(UTF_8)));
    DecodeResult ofProtobuf = protobuf.decode(new ByteArrayInputStream(request.toByteArray()));
    return Decoded.areEqual(ofJson, ofProtobuf)
        ? Optional.empty()
        : Optional.of("comes out of JSON as something else than out of protobuf");
  }
}
