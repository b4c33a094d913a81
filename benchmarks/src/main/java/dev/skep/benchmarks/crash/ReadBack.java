package dev.skep.benchmarks.crash;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.skep.benchmarks.process.SkepServer;
import dev.skep.benchmarks.proof.Findings;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Reads batches back from a running server, trace by trace.
final class ReadBack implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int AT_ONCE = 4;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final SkepServer server;
  private final Ledger ledger;
  private final Findings findings;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

  ReadBack(SkepServer server, Ledger ledger, Findings findings) {
    this.server = server;
    this.ledger = ledger;
    this.findings = findings;
  }

  /// Compares batches with what is owed.
  ///
  /// @return how many spans are stored of each
  int[] check(List<Integer> numbers) throws IOException, InterruptedException {
    List<Owed> owed = numbers.stream().map(ledger::owed).toList();
    List<Future<Integer>> reading =
        IntStream.range(0, numbers.size())
            .mapToObj(i -> threads.submit(() -> check(numbers.get(i), owed.get(i))))
            .toList();
    int[] stored = new int[reading.size()];
    for (int i = 0; i < stored.length; i++) {
      try {
        stored[i] = reading.get(i).get();
      } catch (ExecutionException e) {
        throw new IOException("reading back failed: " + e.getCause(), e);
      }
    }
    return stored;
  }

  private int check(int number, Owed owed) throws IOException, InterruptedException {
    Batch batch = ledger.run().batch(number);
    BitSet found = new BitSet(batch.spans());
    for (String traceId : batch.traceIds()) {
      read(traceId, batch, found);
    }
    int stored = found.cardinality();
    owed.wrongWith(batch, stored).ifPresent(wrong -> findings.add("read back: " + wrong));
    return stored;
  }

  private void read(String traceId, Batch batch, BitSet found)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        http.send(
            HttpRequest.newBuilder(server.address("/api/v1/traces/" + traceId))
                .timeout(TIMEOUT)
                .build(),
            BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() == OK) {
        readSpans(traceId, batch, body, found);
      } else if (answer.statusCode() != NOT_FOUND) {
        findings.add("trace " + traceId + " was answered with " + answer.statusCode());
      }
    }
  }

  private void readSpans(String traceId, Batch batch, InputStream body, BitSet found)
      throws IOException {
    Set<Long> seen = new HashSet<>();
    try (JsonParser json = JSON.createParser(body)) {
      while (json.nextToken() != JsonToken.START_ARRAY) {
        // The spans are the first array.
      }
      while (json.nextToken() == JsonToken.START_OBJECT) {
        readSpan(traceId, batch, json, seen, found);
      }
    }
  }

  private void readSpan(String traceId, Batch batch, JsonParser json, Set<Long> seen, BitSet found)
      throws IOException {
    long id = 0;
    long start = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "spanId" -> id = HexFormat.fromHexDigitsToLong(json.getText());
        case "startTimeUnixNano" -> start = Long.parseLong(json.getText());
        default -> json.skipChildren();
      }
    }
    long number = CrashRun.batchOf(id);
    int index = CrashRun.indexOf(id);
    if (!seen.add(id)) {
      findings.add("span " + CrashRun.hex(id) + " is twice in trace " + traceId);
    }
    if (number == batch.number()) {
      if (index < batch.spans()
          && batch.traceId(index).equals(traceId)
          && start == ledger.run().startOf(batch.number(), index)) {
        found.set(index);
      } else {
        findings.add("span " + CrashRun.hex(id) + " of " + batch + " is not as it was sent");
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    http.shutdownNow();
    http.close();
  }
}
