package dev.skep.bootstrap;

import dev.skep.bootstrap.demo.DemoCrowd;
import dev.skep.bootstrap.demo.DemoSender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Starts Skep on a folder of its own, takes spans in, few and then many, shows them, and stops.
/// The build lets Java watch this and keep what it learned, which every later start then begins
/// with: which classes there are, and what its methods are called with. For that they must have
/// been at work for some seconds.
final class Rehearsal {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long MANY_SPANS = 400_000;
  private static final Duration LONGEST_CROWD = Duration.ofSeconds(12);
  private static final List<String> PAGES =
      List.of(
          "/traces",
          "/traces?range=all",
          "/traces?source=ebpf&status=error",
          "/services",
          "/map",
          "/status",
          "/api/v1/traces?limit=20");
  private static final Pattern TRACE = Pattern.compile("\"traceId\":\"(\\w+)\"");

  private final SkepApplication skep;
  private final HttpClient client = HttpClient.newHttpClient();

  private Rehearsal(SkepApplication skep) {
    this.skep = skep;
  }

  /// Whether everything went as it should.
  static boolean run(SkepApplication skep, String key, Clock clock) throws InterruptedException {
    var rehearsal = new Rehearsal(skep);
    try (var sender = new DemoSender(skep.ingestAddress(), key, new Random(1), clock)) {
      Thread.ofVirtual().start(sender);
      if (!rehearsal.showsTraces(clock)) {
        return false;
      }
    }
    return rehearsal.bearsACrowd(key, clock);
  }

  /// Makes a folder for the rehearsal.
  static Path folder() {
    try {
      return Files.createTempDirectory("skep-rehearsal");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean showsTraces(Clock clock) throws InterruptedException {
    var end = clock.instant().plus(PATIENCE);
    while (clock.instant().isBefore(end)) {
      Matcher trace = TRACE.matcher(get("/api/v1/traces?limit=50&sort=most-spans"));
      if (trace.find()) {
        String id = trace.group(1);
        return Stream.of("/traces", "/traces?source=ebpf&status=error", "/traces/" + id)
                .allMatch(path -> get(path).contains("</html>"))
            && get("/api/v1/traces/" + id).contains(id)
            && get("/health/ready").contains("UP");
      }
      Thread.sleep(50);
    }
    return false;
  }

  /// Shows pages while very many spans come.
  private boolean bearsACrowd(String key, Clock clock) throws InterruptedException {
    try (var crowd = new DemoCrowd(skep.ingestAddress(), key, clock)) {
      var taken = new FutureTask<Long>(() -> crowd.send(MANY_SPANS, LONGEST_CROWD));
      Thread.ofVirtual().start(taken);
      while (!taken.isDone()) {
        for (String page : PAGES) {
          get(page);
        }
      }
      return taken.get() > 0;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private String get(String path) {
    try {
      return client
          .send(
              HttpRequest.newBuilder(skep.address().resolve(path))
                  .header("Authorization", "Bearer " + skep.token())
                  .timeout(PATIENCE)
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
