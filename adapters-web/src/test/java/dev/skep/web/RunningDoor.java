package dev.skep.web;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.ingest.IngestCounters;
import dev.skep.application.port.InMemoryStorage;
import dev.skep.application.port.Storage;
import dev.skep.application.port.StoreBackup;
import dev.skep.application.usecase.BackUpStore;
import dev.skep.application.usecase.ChartCalls;
import dev.skep.application.usecase.CheckHealth;
import dev.skep.application.usecase.EraseTrace;
import dev.skep.application.usecase.ListAttributeKeys;
import dev.skep.application.usecase.ListAttributeValues;
import dev.skep.application.usecase.ListFilterChoices;
import dev.skep.application.usecase.ListPinnedTraces;
import dev.skep.application.usecase.LookUpUsual;
import dev.skep.application.usecase.MapServices;
import dev.skep.application.usecase.OpenTrace;
import dev.skep.application.usecase.PinTrace;
import dev.skep.application.usecase.SearchTraces;
import dev.skep.application.usecase.SummarizeOperations;
import dev.skep.application.usecase.SummarizeServices;
import dev.skep.application.usecase.UnpinTrace;
import dev.skep.application.usecase.ViewSpans;
import dev.skep.application.usecase.ViewStatus;
import dev.skep.application.usecase.ViewTrace;
import dev.skep.domain.ingest.IngestPolicy;
import dev.skep.domain.ingest.SampleRate;
import dev.skep.domain.ingest.SpanRate;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.Spans;
import dev.skep.web.access.AccessSettings;
import dev.skep.web.access.AddressRanges;
import dev.skep.web.access.KnownHosts;
import dev.skep.web.access.ReadingRule;
import dev.skep.web.api.AttributeApi;
import dev.skep.web.api.BackupApi;
import dev.skep.web.api.CallApi;
import dev.skep.web.api.HealthApi;
import dev.skep.web.api.KeepingApi;
import dev.skep.web.api.StatusApi;
import dev.skep.web.api.TraceApi;
import dev.skep.web.explorer.compare.ComparePage;
import dev.skep.web.explorer.trace.TraceActions;
import dev.skep.web.explorer.trace.TracePage;
import dev.skep.web.explorer.traces.TraceSearchPage;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
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
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// A real server with the web door alone, over a store in memory, and a client for it.
final class RunningDoor implements AutoCloseable {
  /// One hour after everything in the fixtures happens.
  static final Clock CLOCK = Clock.fixed(Spans.NOON.plus(Duration.ofHours(1)), ZoneOffset.UTC);

  private static final IngestPolicy POLICY =
      new IngestPolicy(new SampleRate(0.5), new SpanRate.PerSecond(1000));

  private static final AccessSettings EVERYBODY =
      new AccessSettings(new ReadingRule.Everybody(), AddressRanges.NONE, KnownHosts.and(""));

  private static final StoreBackup NO_BACKUP =
      () -> {
        throw new StorageUnavailableException("There is nothing to copy.");
      };

  private static final long OPENED_BYTES = 32L << 20;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final InMemoryStorage storage;
  private final IngestCounters counters = new IngestCounters(Spans.NOON);
  private final WebServer server;

  private RunningDoor(
      InMemoryStorage storage,
      Storage ports,
      StoreBackup backup,
      AccessSettings access,
      boolean ingestionEnabled,
      int port) {
    this.storage = storage;
    var routing = HttpRouting.builder();
    door(ports, backup, access, ingestionEnabled).register(routing);
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

  private WebDoor door(
      Storage ports, StoreBackup backup, AccessSettings access, boolean ingestionEnabled) {
    var search = new SearchTraces(ports.reader());
    var view = new ViewTrace(ports.reader());
    var open = new OpenTrace(ports.reader(), OPENED_BYTES);
    var spans = new ViewSpans(ports.reader());
    var usual = new LookUpUsual(ports.calls(), CLOCK);
    return new WebDoor(
        new WebSettings("1.2.3", access),
        List.of(
            new TraceSearchPage(
                search, new ListFilterChoices(ports.catalog()), CLOCK, ingestionEnabled),
            new TracePage(open, spans, new ListPinnedTraces(ports.pins()), usual, CLOCK),
            new ComparePage(open, spans, usual, CLOCK),
            new TraceActions(
                new PinTrace(ports.pins(), ports.reader(), CLOCK),
                new UnpinTrace(ports.pins()),
                new EraseTrace(ports.eraser())),
            new TraceApi(search, view, CLOCK),
            new KeepingApi(
                new PinTrace(ports.pins(), ports.reader(), CLOCK),
                new UnpinTrace(ports.pins()),
                new ListPinnedTraces(ports.pins()),
                new EraseTrace(ports.eraser())),
            new CallApi(
                new SummarizeServices(ports.calls()),
                new SummarizeOperations(ports.calls()),
                new ChartCalls(ports.calls()),
                new MapServices(ports.calls()),
                CLOCK),
            new AttributeApi(
                new ListAttributeKeys(ports.attributes()),
                new ListAttributeValues(ports.attributes())),
            new StatusApi(new ViewStatus(POLICY, counters)),
            new HealthApi(new CheckHealth(ports.probe())),
            new BackupApi(new BackUpStore(backup))),
        CLOCK);
  }

  /// To everybody.
  static RunningDoor open() {
    return open(true, 0);
  }

  /// To whom these settings let in.
  static RunningDoor guarded(AccessSettings access) {
    var storage = new InMemoryStorage();
    return new RunningDoor(storage, storage.ports(), NO_BACKUP, access, true, 0);
  }

  static RunningDoor open(boolean ingestionEnabled, int port) {
    var storage = new InMemoryStorage();
    return new RunningDoor(storage, storage.ports(), NO_BACKUP, EVERYBODY, ingestionEnabled, port);
  }

  /// Over a store that is copied like this.
  static RunningDoor copying(StoreBackup backup) {
    var storage = new InMemoryStorage();
    return new RunningDoor(storage, storage.ports(), backup, EVERYBODY, true, 0);
  }

  /// Over a store that answers nothing but "unavailable".
  static RunningDoor overBrokenStore() {
    var broken = new BrokenStorage();
    return new RunningDoor(new InMemoryStorage(), broken.ports(), NO_BACKUP, EVERYBODY, true, 0);
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

  /// What the door tells of what came in.
  IngestCounters counters() {
    return counters;
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

  Document page(String path) {
    return Jsoup.parse(get(path).body());
  }

  @Override
  public void close() {
    server.stop();
  }
}
