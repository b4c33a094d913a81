package dev.skep.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.StoreState;
import dev.skep.application.access.AddressRanges;
import dev.skep.application.ingest.IngestCounters;
import dev.skep.application.ingest.SenderBook;
import dev.skep.application.job.JobBook;
import dev.skep.application.port.InMemoryStorage;
import dev.skep.application.port.Storage;
import dev.skep.application.port.StoreBackup;
import dev.skep.application.port.StoreFigures;
import dev.skep.application.port.TraceReader;
import dev.skep.application.selftrace.OwnTraces;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.Spans;
import dev.skep.web.access.AccessSettings;
import dev.skep.web.access.KnownHosts;
import dev.skep.web.access.ReadingRule;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// A real server with the web door alone, over a store in memory, and a client for it.
final class RunningDoor implements AutoCloseable {
  /// One hour after everything in the fixtures happens.
  static final Clock CLOCK = Clock.fixed(Spans.NOON.plus(Duration.ofHours(1)), ZoneOffset.UTC);

  private static final AccessSettings EVERYBODY =
      new AccessSettings(new ReadingRule.Everybody(), AddressRanges.NONE, KnownHosts.and(""));

  private static final StoreBackup NO_BACKUP =
      () -> {
        throw new StorageUnavailableException("There is nothing to copy.");
      };

  private static final int MOST_UNDER_WAY = 1_000;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final InMemoryStorage storage;
  private final OwnTraces ownTraces =
      new OwnTraces(
          Resource.of(Attributes.of("service.name", AttributeValue.of("skep"))),
          CLOCK,
          System::nanoTime);
  private final JobBook jobs = new JobBook(ownTraces, CLOCK, System::nanoTime);
  private final IngestCounters counters = new IngestCounters(Spans.NOON);
  private final SenderBook senders = new SenderBook(CLOCK);
  private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY, true);
  private final Map<String, Set<String>> addresses;
  private final WebServer server;

  private RunningDoor(
      InMemoryStorage storage,
      Storage ports,
      StoreFigures figures,
      StoreBackup backup,
      AccessSettings access,
      boolean ingestionEnabled,
      int port) {
    this.storage = storage;
    var routing = HttpRouting.builder();
    routing.addFilter(this::count);
    var wiring = new DoorWiring(ports, figures, ownTraces, jobs, counters, senders);
    WebDoor door = wiring.door(backup, access, ingestionEnabled);
    door.register(routing);
    this.addresses = door.addresses();
    routing.get(
        "/fails",
        (request, response) -> {
          throw new IllegalStateException("secret SELECT * FROM spans");
        });
    this.server =
        WebServer.builder()
            .address(InetAddress.getLoopbackAddress())
            .port(port)
            .shutdownHook(false)
            .connectionOptions(options -> options.tcpNoDelay(true))
            .directHandlers(WebDoor.directHandlers())
            .addRouting(routing)
            .build()
            .start();
  }

  /// What Skep has recorded of itself, in the order in which it ended. Nothing is recorded
  /// afterwards.
  List<Span> ownSpans() {
    awaitQuiet();
    List<Span> spans = new ArrayList<>();
    ownTraces.storeWith(recorded -> {
      spans.addAll(recorded);
      return storage.write(recorded);
    });
    ownTraces.close();
    return spans;
  }

  /// A trace ends after its answer was sent: waits until nothing is under way.
  private void awaitQuiet() {
    try {
      assertThat(underWay.tryAcquire(MOST_UNDER_WAY, 10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    underWay.release(MOST_UNDER_WAY);
  }

  private void count(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    underWay.acquireUninterruptibly();
    try {
      chain.proceed();
    } finally {
      underWay.release();
    }
  }

  /// To everybody.
  static RunningDoor open() {
    return open(true, 0);
  }

  /// To whom these settings let in.
  static RunningDoor guarded(AccessSettings access) {
    var storage = new InMemoryStorage();
    return new RunningDoor(
        storage, storage.ports(), () -> StoreStates.BUSY, NO_BACKUP, access, true, 0);
  }

  /// To whom these settings let in, over a reader that is put before the store's.
  static RunningDoor guarded(AccessSettings access, UnaryOperator<TraceReader> reader) {
    var storage = new InMemoryStorage();
    Storage ports = storage.ports().with(reader.apply(storage));
    return new RunningDoor(storage, ports, () -> StoreStates.BUSY, NO_BACKUP, access, true, 0);
  }

  /// To everybody, over a reader that is put before the store's.
  static RunningDoor over(UnaryOperator<TraceReader> reader) {
    return guarded(EVERYBODY, reader);
  }

  static RunningDoor open(boolean ingestionEnabled, int port) {
    var storage = new InMemoryStorage();
    return new RunningDoor(
        storage,
        storage.ports(),
        () -> StoreStates.BUSY,
        NO_BACKUP,
        EVERYBODY,
        ingestionEnabled,
        port);
  }

  /// Over a store that is copied like this.
  static RunningDoor copying(StoreBackup backup) {
    var storage = new InMemoryStorage();
    return new RunningDoor(
        storage, storage.ports(), () -> StoreStates.BUSY, backup, EVERYBODY, true, 0);
  }

  /// Over a store that answers nothing but "unavailable".
  static RunningDoor overBrokenStore() {
    var broken = new BrokenStorage();
    return new RunningDoor(
        new InMemoryStorage(),
        broken.ports(),
        RunningDoor::noFigures,
        NO_BACKUP,
        EVERYBODY,
        true,
        0);
  }

  RunningDoor with(Spans.Builder... spans) {
    for (Spans.Builder span : spans) {
      storage.write(List.of(span.build()));
    }
    return this;
  }

  RunningDoor with(List<Span> spans) {
    storage.write(spans);
    return this;
  }

  private static StoreState noFigures() {
    throw new StorageUnavailableException("The store is closing.");
  }

  /// The jobs that the door tells of.
  JobBook jobs() {
    return jobs;
  }

  /// What the door tells of what came in.
  IngestCounters counters() {
    return counters;
  }

  /// What the door tells of who sends.
  SenderBook senders() {
    return senders;
  }

  /// All of the door's, as patterns, each with its methods.
  Map<String, Set<String>> addresses() {
    return addresses;
  }

  int port() {
    return server.port();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(String path) {
    return send(request(path).build());
  }

  /// @param headers names and values in turn
  HttpResponse<String> send(String method, String path, String body, String... headers) {
    var request = request(path).method(method, HttpRequest.BodyPublishers.ofString(body));
    return send((headers.length == 0 ? request : request.headers(headers)).build());
  }

  /// The piece that htmx would get.
  HttpResponse<String> getPiece(String path) {
    return send(request(path).header("HX-Request", "true").build());
  }

  /// The page at this path, or the one that it leads to.
  Document page(String path) {
    var answer = get(path);
    return answer.statusCode() == 302
        ? page(answer.headers().firstValue("Location").orElseThrow())
        : Jsoup.parse(answer.body());
  }

  /// A header of an answer; an empty text when it has none of this name.
  static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Override
  public void close() {
    server.stop();
  }
}
