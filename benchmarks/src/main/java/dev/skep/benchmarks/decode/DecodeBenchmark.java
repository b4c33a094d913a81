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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.infra.Blackhole;

/// Requests of 512 spans from their bytes to the domain's spans, one after the other: traffic goes
/// on, and a decoder that met the same request over and over would look better than it is. JMH
/// counts each span as one operation.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(DecodeBenchmark.SPANS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "-Xmx512m")
public class DecodeBenchmark {
  static final int SPANS = 64 * 512;

  private static final int SPANS_PER_REQUEST = 512;

  @Param public Encoding encoding = Encoding.PROTOBUF;

  private OtlpDecoder decoder = new ProtobufDecoder();
  private List<byte[]> bodies = List.of();

  /// OTLP's encodings.
  public enum Encoding {
    PROTOBUF,
    JSON
  }

  @Setup(Level.Trial)
  public void makeBody() throws IOException {
    decoder =
        switch (encoding) {
          case PROTOBUF -> new ProtobufDecoder();
          case JSON -> new JsonDecoder();
        };
    bodies = new ArrayList<>();
    int spans = 0;
    for (byte[] protobuf : protobuf()) {
      byte[] body =
          switch (encoding) {
            case PROTOBUF -> protobuf;
            case JSON -> OtlpJson.of(ExportTraceServiceRequest.parseFrom(protobuf));
          };
      bodies.add(body);
      if (decode(body) instanceof DecodeResult.Decoded decoded) {
        spans += decoded.spans().size();
      }
    }
    if (spans != SPANS) {
      throw new IllegalStateException("the decoder did not decode");
    }
  }

  private static List<byte[]> protobuf() throws IOException {
    Path folder = Files.createTempDirectory("skep-bench-");
    Path file = folder.resolve("traffic.bin");
    try {
      new Traffic(SPANS, 10, SPANS_PER_REQUEST, 3).writeTo(file);
      try (TrafficFile traffic = TrafficFile.open(file)) {
        return IntStream.range(0, traffic.requests())
            .mapToObj(request -> traffic.body(request).toArray(ValueLayout.JAVA_BYTE))
            .toList();
      }
    } finally {
      TrafficFile.delete(file);
      Files.delete(folder);
    }
  }

  @Benchmark
  public void decode(Blackhole results) throws IOException {
    for (byte[] body : bodies) {
      results.consume(decode(body));
    }
  }

  private DecodeResult decode(byte[] body) throws IOException {
    return decoder.decode(new ByteArrayInputStream(body));
  }
}
