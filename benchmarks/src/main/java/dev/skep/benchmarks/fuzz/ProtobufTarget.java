package dev.skep.benchmarks.fuzz;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.skep.otlp.decode.DecodeResult;
import dev.skep.otlp.decode.ProtobufDecoder;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// The decoder of protobuf: it never fails, keeps its limits, finds as many spans as protobuf's own
/// parser where that one can read the request, and what it remembers of other requests makes no
/// difference.
public final class ProtobufTarget implements FuzzTarget {
  private final Corpus corpus;
  private final ProtobufDecoder remembering = new ProtobufDecoder();

  public ProtobufTarget(Corpus corpus) {
    this.corpus = corpus;
  }

  @Override
  public String name() {
    return "protobuf";
  }

  /// The body of a case.
  static byte[] body(Corpus corpus, long number) {
    RandomGenerator random = new SplittableRandom(number);
    ExportTraceServiceRequest request =
        random.nextBoolean() ? new MadeRequests(random).request() : corpus.request(random);
    byte[] body = request.toByteArray();
    return random.nextInt(20) == 0 ? body : new ProtobufMutator(random).mutate(body);
  }

  @Override
  public Optional<String> check(long number) throws IOException {
    byte[] body = body(corpus, number);
    DecodeResult result = remembering.decode(new ByteArrayInputStream(body));
    Optional<String> wrong = Decoded.wrong(result);
    if (wrong.isPresent()) {
      return wrong;
    }
    DecodeResult fresh = new ProtobufDecoder().decode(new ByteArrayInputStream(body));
    if (!Decoded.areEqual(result, fresh)) {
      return Optional.of("is decoded otherwise by a decoder that remembers earlier requests");
    }
    return spansOfProtobuf(body)
        .filter(spans -> spans != Decoded.spans(result) && !hasEndlessNumber(body))
        .map(spans -> "has " + spans + " spans, and the decoder found " + Decoded.spans(result));
  }

  /// Whether there may be a number of more than ten bytes. We refuse it; protobuf's parser for Java
  /// takes the tenth byte for the last one.
  private static boolean hasEndlessNumber(byte[] body) {
    int run = 0;
    for (byte next : body) {
      run = next < 0 ? run + 1 : 0;
      if (run == 10) {
        return true;
      }
    }
    return false;
  }

  /// How many spans protobuf's own parser finds, if it can read the request at all. It refuses more
  /// than we do: texts that are no UTF-8, deep nesting, and damage in what we skip.
  private static Optional<Long> spansOfProtobuf(byte[] body) {
    try {
      long spans = 0;
      for (ResourceSpans resource :
          ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
        for (ScopeSpans scope : resource.getScopeSpansList()) {
          spans += scope.getSpansCount();
        }
      }
      return Optional.of(spans);
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }
}
