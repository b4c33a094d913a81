package dev.skep.benchmarks.decode;

import dev.skep.benchmarks.traffic.Traffic;
import dev.skep.benchmarks.traffic.TrafficFile;
import dev.skep.otlp.decode.DecodeResult;
import dev.skep.otlp.decode.JsonDecoder;
import dev.skep.otlp.decode.OtlpDecoder;
import dev.skep.otlp.decode.ProtobufDecoder;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A request of 512 spans from its bytes to the domain's spans. JMH counts each span as one
/// operation.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(DecodeBenchmark.SPANS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "-Xmx512m")
public class DecodeBenchmark {
  static final int SPANS = 512;

  @Param public Encoding encoding = Encoding.PROTOBUF;

  private OtlpDecoder decoder = new ProtobufDecoder();
  private byte[] body = {};

  /// OTLP's encodings.
  public enum Encoding {
    PROTOBUF,
    JSON
  }

  @Setup(Level.Trial)
  public void makeBody() throws IOException {
    byte[] protobuf = protobuf();
    decoder =
        switch (encoding) {
          case PROTOBUF -> new ProtobufDecoder();
          case JSON -> new JsonDecoder();
        };
    body =
        switch (encoding) {
          case PROTOBUF -> protobuf;
          case JSON -> OtlpJson.of(ExportTraceServiceRequest.parseFrom(protobuf));
        };
    if (!(decode() instanceof DecodeResult.Decoded decoded) || decoded.spans().size() != SPANS) {
      throw new IllegalStateException("the decoder did not decode");
    }
  }

  private static byte[] protobuf() throws IOException {
    Path folder = Files.createTempDirectory("skep-bench-");
    Path file = folder.resolve("traffic.bin");
    try {
      // All in one request.
      new Traffic(SPANS, 1, 2 * SPANS, 3).writeTo(file);
      try (TrafficFile traffic = TrafficFile.open(file)) {
        return traffic.body(0).toArray(ValueLayout.JAVA_BYTE);
      }
    } finally {
      TrafficFile.delete(file);
      Files.delete(folder);
    }
  }

  @Benchmark
  public DecodeResult decode() throws IOException {
    return decoder.decode(new ByteArrayInputStream(body));
  }
}
