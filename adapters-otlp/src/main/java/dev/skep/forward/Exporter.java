package dev.skep.forward;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.skep.forward.Attempt.Later;
import dev.skep.forward.Attempt.Refused;
import dev.skep.forward.Attempt.Taken;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Posts export requests, one attempt at a time, and reads from the answer what is to be done.
///
/// Source: OTLP specification, "OTLP/HTTP Response", "Failures" and "OTLP/HTTP Throttling".
final class Exporter implements AutoCloseable {
  private static final int MOST_ANSWER_BYTES = 64 << 10;
  private static final Duration LONGEST_WISH = Duration.ofMinutes(10);
  private static final int SUCCESS = 2;
  private static final int BUFFER_BYTES = 8 << 10;

  private final ForwardSettings.To to;
  private final Duration patience;
  private final Clock clock;
  private final HttpClient http;

  Exporter(ForwardSettings.To to, Duration patience, Clock clock) {
    this.to = to;
    this.patience = patience;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // A redirection would carry the headers, which hold secrets, to somebody else.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /// Tries once.
  Attempt post(List<Chunk> chunks) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to.endpoint())
            .timeout(patience)
            .POST(BodyPublishers.ofByteArray(gzipped(chunks)));
    to.headers().forEach(request::setHeader);
    request.setHeader("Content-Type", "application/x-protobuf");
    request.setHeader("Content-Encoding", "gzip");
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_ANSWER_BYTES));
    try {
      // The request's own time ends with the headers of the answer.
      return read(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new Later(
          "cannot be reached (" + cause.getClass().getSimpleName() + ")", Duration.ZERO);
    } catch (TimeoutException e) {
      return new Later("does not answer in time", Duration.ZERO);
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private Attempt read(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    String words = "answers " + status;
    return switch (status) {
      case 429, 502, 503, 504 -> new Later(words, wish(response));
      default ->
          status / 100 == SUCCESS ? new Taken(rejected(response.body())) : new Refused(words);
    };
  }

  private static long rejected(byte[] answer) {
    try {
      return ExportTraceServiceResponse.parseFrom(answer).getPartialSuccess().getRejectedSpans();
    } catch (InvalidProtocolBufferException e) {
      // Some answer with JSON or words. It was a success.
      return 0;
    }
  }

  /// What the other side wishes to wait: seconds, or a date.
  private Duration wish(HttpResponse<byte[]> response) {
    String text = response.headers().firstValue("Retry-After").orElse("").strip();
    Duration wish =
        text.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : until(text);
    if (wish.isNegative()) {
      return Duration.ZERO;
    }
    return wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
  }

  private Duration until(String date) {
    try {
      return Duration.between(
          clock.instant(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }

  private static byte[] gzipped(List<Chunk> chunks) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new QuickGzip(bytes)) {
      for (Chunk chunk : chunks) {
        gzip.write(chunk.bytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// Compresses some worse, in a third of the time.
  private static final class QuickGzip extends GZIPOutputStream {
    QuickGzip(OutputStream out) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
