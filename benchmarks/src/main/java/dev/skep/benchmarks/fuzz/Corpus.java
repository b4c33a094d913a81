package dev.skep.benchmarks.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Requests that real senders made, in small pieces, so that a case takes no time.
public final class Corpus {
  private static final int MOST_SPANS = 12;

  private final List<ExportTraceServiceRequest> requests = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  private Corpus() {}

  /// Reads the files `*.pb`, `*.pb.gz` and `*.json` of a folder.
  public static Corpus read(Path folder) throws IOException {
    Corpus corpus = new Corpus();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        byte[] bytes = Files.readAllBytes(file);
        if (name.endsWith(".pb")) {
          corpus.add(ExportTraceServiceRequest.parseFrom(bytes));
        } else if (name.endsWith(".pb.gz")) {
          try (var whole = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            corpus.add(ExportTraceServiceRequest.parseFrom(whole));
          }
        } else if (name.endsWith(".json")) {
          corpus.texts.add(new String(bytes, UTF_8));
        }
      }
    }
    if (corpus.requests.isEmpty() || corpus.texts.isEmpty()) {
      throw new IOException("There are no requests in " + folder);
    }
    return corpus;
  }

  private void add(ExportTraceServiceRequest request) {
    for (ResourceSpans resource : request.getResourceSpansList()) {
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        int last = Math.min(scope.getSpansCount(), MOST_SPANS);
        requests.add(
            ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(
                    resource.toBuilder()
                        .clearScopeSpans()
                        .addScopeSpans(
                            scope.toBuilder()
                                .clearSpans()
                                .addAllSpans(scope.getSpansList().subList(0, last))))
                .build());
      }
    }
  }

  ExportTraceServiceRequest request(RandomGenerator random) {
    return requests.get(random.nextInt(requests.size()));
  }

  /// A request in JSON as it was sent.
  String text(RandomGenerator random) {
    return texts.get(random.nextInt(texts.size()));
  }
}
