package dev.skep.otlp.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What real senders sent is read whole. Where the files come from: `corpus/README.md`.
final class CorpusTest {
  @ParameterizedTest
  @CsvSource({
    // file, spans, traces, errors, events, links, services
    "node-json-none-0000.json, 57, 17, 6, 0, 0, 1",
    "node-json-none-0001.json, 39, 13, 4, 15, 0, 1",
    "node-json-none-0002.json, 28, 14, 0, 0, 6, 1",
    "node-proto-gzip-0000.pb.gz, 57, 17, 6, 0, 0, 1",
    "node-proto-gzip-0001.pb.gz, 39, 13, 4, 15, 0, 1",
    "node-proto-gzip-0002.pb.gz, 28, 14, 0, 0, 6, 1",
    "nodecur-json-0000.json, 6, 1, 1, 6, 5, 1",
    "nodeold-0.27.0-proto-0000.pb, 6, 1, 1, 6, 5, 1",
    "nodeold-0.31.0-json-0000.json, 6, 1, 1, 6, 5, 1",
    "nodeold-0.52.1-proto-0000.pb, 6, 1, 1, 6, 5, 1",
    "vercel-json-0000.json, 2, 1, 1, 2, 0, 1",
    "java-http-none-0000.pb, 50, 13, 8, 4, 0, 1",
    "beyla-docker-0000.pb, 1000, 270, 21, 0, 0, 10"
  })
  void a_recorded_request_is_read_whole(
      String file, int spans, int traces, int errors, int events, int links, int services)
      throws IOException {
    List<Span> decoded = decode(file);

    assertThat(decoded).hasSize(spans);
    assertThat(decoded.stream().map(Span::traceId).distinct()).hasSize(traces);
    assertThat(decoded.stream().filter(span -> span.status().isError())).hasSize(errors);
    assertThat(decoded.stream().flatMap(span -> span.events().stream())).hasSize(events);
    assertThat(decoded.stream().flatMap(span -> span.links().stream())).hasSize(links);
    assertThat(decoded.stream().map(Span::serviceName).distinct()).hasSize(services);
  }

  @Test
  void the_stack_trace_of_a_java_exception_is_there() throws IOException {
    assertThat(decode("java-http-none-0000.pb").stream().flatMap(span -> span.events().stream()))
        .extracting(SpanEvent::name)
        .containsOnly("exception");
    assertThat(decode("java-http-none-0000.pb").stream().flatMap(span -> span.events().stream()))
        .allSatisfy(event ->
            assertThat(event.attributes().text("exception.stacktrace").orElseThrow())
                .contains("\tat "));
  }

  @Test
  void spans_of_one_service_share_its_resource() throws IOException {
    List<Span> spans = decode("beyla-docker-0000.pb");

    long resources = spans.stream().map(Span::resource).distinct().count();
    long objects =
        spans.stream().map(span -> System.identityHashCode(span.resource())).distinct().count();
    assertThat(objects).isEqualTo(resources);
  }

  private static List<Span> decode(String file) throws IOException {
    try (InputStream stored = CorpusTest.class.getResourceAsStream("/corpus/" + file);
        InputStream body = file.endsWith(".gz") ? new GZIPInputStream(stored) : stored) {
      OtlpDecoder decoder = file.contains(".json") ? new JsonDecoder() : new ProtobufDecoder();
      return Decoding.spans(decoder.decode(body));
    }
  }
}
