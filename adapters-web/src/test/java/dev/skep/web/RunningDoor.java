package dev.skep.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.EffectiveLimit;
import dev.skep.application.EffectiveSetting;
import dev.skep.application.Latencies;
import dev.skep.application.LatencyFigures;
import dev.skep.application.StorageUnavailableException;
import dev.skep.application.StoreState;
import dev.skep.application.StoreState.Covered;
import dev.skep.application.StoreState.Segment;
import dev.skep.application.StoreState.Stage;
import dev.skep.application.ingest.IngestCounters;
import dev.skep.application.ingest.SenderBook;
import dev.skep.application.job.JobBook;
import dev.skep.application.port.InMemoryStorage;
import dev.skep.application.port.Storage;
import dev.skep.application.port.StoreBackup;
import dev.skep.application.port.StoreFigures;
import dev.skep.application.port.TraceReader;
import dev.skep.application.reading.SearchPlaces;
import dev.skep.application.selftrace.OwnTraces;
import dev.skep.application.selftrace.WatchedStore;
import dev.skep.application.usecase.BackUpStore;
import dev.skep.application.usecase.ChartCalls;
import dev.skep.application.usecase.CheckHealth;
import dev.skep.application.usecase.DeleteSearch;
import dev.skep.application.usecase.EraseTrace;
import dev.skep.application.usecase.FollowServices;
import dev.skep.application.usecase.ListAttributeKeys;
import dev.skep.application.usecase.ListAttributeValues;
import dev.skep.application.usecase.ListFilterChoices;
import dev.skep.application.usecase.ListPinnedTraces;
import dev.skep.application.usecase.ListSavedSearches;
import dev.skep.application.usecase.ListSenders;
import dev.skep.application.usecase.LookUpUsual;
import dev.skep.application.usecase.MapServices;
import dev.skep.application.usecase.OpenTrace;
import dev.skep.application.usecase.OverviewTraces;
import dev.skep.application.usecase.PinTrace;
import dev.skep.application.usecase.SaveSearch;
import dev.skep.application.usecase.SearchTraces;
import dev.skep.application.usecase.SeeServices;
import dev.skep.application.usecase.SummarizeOperations;
import dev.skep.application.usecase.SummarizeServices;
import dev.skep.application.usecase.UnpinTrace;
import dev.skep.application.usecase.ViewSpans;
import dev.skep.application.usecase.ViewStatus;
import dev.skep.application.usecase.ViewTrace;
import dev.skep.domain.ingest.IngestPolicy;
import dev.skep.domain.ingest.SampleRate;
import dev.skep.domain.ingest.SpanRate;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Resource;
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
import dev.skep.web.api.MetricsApi;
import dev.skep.web.api.SearchesApi;
import dev.skep.web.api.StatusApi;
import dev.skep.web.api.TraceApi;
import dev.skep.web.explorer.compare.ComparePage;
import dev.skep.web.explorer.map.MapPage;
import dev.skep.web.explorer.searches.SavedSearchesPage;
import dev.skep.web.explorer.services.ServicePage;
import dev.skep.web.explorer.services.ServicesPage;
import dev.skep.web.explorer.status.StatusPage;
import dev.skep.web.explorer.trace.TraceActions;
import dev.skep.web.explorer.trace.TracePage;
import dev.skep.web.explorer.traces.TraceSearchPage;
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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
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

  /// How the store is doing, whatever is in it.
  static final StoreState STATE =
      new StoreState(
          List.of(
              new Segment(
                  1,
                  Stage.SEALED,
                  1_000_000,
                  120_000,
                  Spans.NOON.minus(Duration.ofHours(30)),
                  new Covered.From(
                      Spans.NOON.minus(Duration.ofHours(30)),
                      Spans.NOON.minus(Duration.ofHours(5))),
                  200_000_000),
              new Segment(
                  2,
                  Stage.DAMAGED,
                  0,
                  0,
                  Spans.NOON.minus(Duration.ofHours(5)),
                  new Covered.Nothing(),
                  4096),
              new Segment(
                  3,
                  Stage.OPEN,
                  40_000,
                  5_000,
                  Spans.NOON.minus(Duration.ofHours(1)),
                  new Covered.From(Spans.NOON.minus(Duration.ofHours(1)), Spans.NOON),
                  8_000_000)),
          new StoreState.Disk(210_000_000, 10L << 30, 38L << 30, 1L << 30),
          new StoreState.Keeping(Duration.ofDays(7), 2),
          new StoreState.Queue(12, 40_000, Duration.ofMillis(3)),
          commits(),
          4);

  private static LatencyFigures commits() {
    var commits = new Latencies();
    commits.add(2_000_000);
    commits.add(8_000_000);
    return commits.figures();
  }

  private static final StoreBackup NO_BACKUP =
      () -> {
        throw new StorageUnavailableException("There is nothing to copy.");
      };

  private static final long OPENED_BYTES = 32L << 20;
  private static final int MOST_UNDER_WAY = 1_000;

  /// How long a search waits for a place.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

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
  private final StoreFigures figures;
  private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY, true);
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
    this.figures = figures;
    var routing = HttpRouting.builder();
    routing.addFilter(this::count);
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

  private WebDoor door(
      Storage ports, StoreBackup backup, AccessSettings access, boolean ingestionEnabled) {
    var watched =
        new WatchedStore(
            ports.reader(),
            ports.catalog(),
            ports.attributes(),
            ports.calls(),
            new SearchPlaces(SearchPlaces.MOST, SearchPlaces.MOST_OF_ONE, PATIENCE),
            ownTraces);
    var status =
        new ViewStatus(
            POLICY, counters, senders, figures, watched, jobs, ownTraces, new SentOn(), CLOCK);
    var search = new SearchTraces(watched);
    var overview = new OverviewTraces(watched);
    var view = new ViewTrace(watched);
    var open = new OpenTrace(watched, OPENED_BYTES);
    var spans = new ViewSpans(watched);
    var usual = new LookUpUsual(watched, CLOCK);
    return new WebDoor(
        new WebSettings("1.2.3", access),
        ownTraces,
        List.of(
            new TraceSearchPage(
                search,
                overview,
                new ListFilterChoices(ports.catalog()),
                new ListSenders(senders),
                CLOCK,
                ingestionEnabled),
            new TracePage(open, spans, new ListPinnedTraces(ports.pins()), usual, CLOCK),
            new ComparePage(open, spans, search, usual, CLOCK),
            new ServicesPage(
                new SummarizeServices(watched),
                new FollowServices(watched),
                new MapServices(watched),
                new SeeServices(watched),
                CLOCK),
            new ServicePage(
                new SummarizeServices(watched),
                new SummarizeOperations(watched),
                new ChartCalls(watched),
                new MapServices(watched),
                new SeeServices(watched),
                search,
                CLOCK),
            new MapPage(
                new SummarizeServices(watched),
                new MapServices(watched),
                new SeeServices(watched),
                CLOCK),
            new TraceActions(
                new PinTrace(ports.pins(), ports.reader(), CLOCK),
                new UnpinTrace(ports.pins()),
                new EraseTrace(ports.eraser())),
            new TraceApi(search, overview, view, CLOCK),
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
            new SavedSearchesPage(
                new SaveSearch(ports.searches(), CLOCK),
                new ListSavedSearches(ports.searches()),
                new DeleteSearch(ports.searches()),
                CLOCK),
            new SearchesApi(
                new SaveSearch(ports.searches(), CLOCK),
                new ListSavedSearches(ports.searches()),
                new DeleteSearch(ports.searches()),
                CLOCK),
            new StatusPage(
                status,
                new CheckHealth(ports.probe()),
                ingestionEnabled,
                "1.2.3",
                List.of(
                    new EffectiveSetting("TRACES_INGESTION_API_KEY", "••••••••", true),
                    new EffectiveSetting("TRACES_PORT", "3051", false),
                    new EffectiveSetting("TRACES_ALLOWED_HOSTS", "", false)),
                List.of(new EffectiveLimit("Connections", "4,096"))),
            new StatusApi(status),
            new MetricsApi(status),
            new HealthApi(new CheckHealth(ports.probe())),
            new BackupApi(new BackUpStore(backup, jobs))),
        CLOCK);
  }

  /// To everybody.
  static RunningDoor open() {
    return open(true, 0);
  }

  /// To whom these settings let in.
  static RunningDoor guarded(AccessSettings access) {
    var storage = new InMemoryStorage();
    return new RunningDoor(storage, storage.ports(), () -> STATE, NO_BACKUP, access, true, 0);
  }

  /// To whom these settings let in, over a reader that is put before the store's.
  static RunningDoor guarded(AccessSettings access, UnaryOperator<TraceReader> reader) {
    var storage = new InMemoryStorage();
    Storage ports = storage.ports().with(reader.apply(storage));
    return new RunningDoor(storage, ports, () -> STATE, NO_BACKUP, access, true, 0);
  }

  static RunningDoor open(boolean ingestionEnabled, int port) {
    var storage = new InMemoryStorage();
    return new RunningDoor(
        storage, storage.ports(), () -> STATE, NO_BACKUP, EVERYBODY, ingestionEnabled, port);
  }

  /// Over a store that is copied like this.
  static RunningDoor copying(StoreBackup backup) {
    var storage = new InMemoryStorage();
    return new RunningDoor(storage, storage.ports(), () -> STATE, backup, EVERYBODY, true, 0);
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
