package dev.skep.bootstrap;

import dev.skep.application.ingest.ForwardedSpans;
import dev.skep.application.ingest.ForwardsNothing;
import dev.skep.application.ingest.Guardrails;
import dev.skep.application.job.Job;
import dev.skep.application.job.JobRunner;
import dev.skep.application.port.SpanForwarder;
import dev.skep.application.reading.SearchPlaces;
import dev.skep.application.selftrace.WatchedStore;
import dev.skep.application.usecase.BackUpStore;
import dev.skep.application.usecase.ChartCalls;
import dev.skep.application.usecase.CheckHealth;
import dev.skep.application.usecase.DeleteSearch;
import dev.skep.application.usecase.EraseTrace;
import dev.skep.application.usecase.FollowServices;
import dev.skep.application.usecase.IngestSpans;
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
import dev.skep.bootstrap.canary.CanaryTarget;
import dev.skep.bootstrap.command.ListenAddress;
import dev.skep.forward.ForwardSettings;
import dev.skep.forward.OtlpForwarder;
import dev.skep.otlp.OtlpDoor;
import dev.skep.persistence.SqliteStore;
import dev.skep.web.WebDoor;
import dev.skep.web.WebSettings;
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
import dev.skep.web.http.Routed;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/// The whole program as one object: wires the modules by hand, serves, and closes again. The tests
/// of the whole system start this same class.
public final class SkepApplication implements AutoCloseable {
  /// How much memory traces that were looked at lately may take.
  private static final long OPENED_BYTES = 48L << 20;

  private final SqliteStore store;
  private final Self self;
  private final SpanForwarder forwarder;
  private final WebServer server;
  private final JobRunner jobs;
  private final String token;

  private SkepApplication(
      SqliteStore store,
      Self self,
      SpanForwarder forwarder,
      WebServer server,
      JobRunner jobs,
      String token) {
    this.store = store;
    this.self = self;
    this.forwarder = forwarder;
    this.server = server;
    this.jobs = jobs;
    this.token = token;
  }

  /// Opens the data folder and serves.
  ///
  /// @throws CannotStartException with a sentence for the operator
  public static SkepApplication start(Settings settings, String version, Clock clock) {
    return start(settings, HttpLimits.USUAL, version, clock);
  }

  /// As [#start(Settings, String, Clock)] does, with other limits, so that a test can reach them.
  static SkepApplication start(Settings settings, HttpLimits limits, String version, Clock clock) {
    SpanForwarder forwarder = forwarder(settings, clock);
    var self = Self.of(settings.ownTraces(), version, clock);
    SqliteStore store = DataFolder.open(settings.store(), clock, self.watch());
    try {
      self.traces().storeWith(store.writer());
      var guardrails = new Guardrails(settings.ingestPolicy(), System::nanoTime);
      var stored = new ForwardedSpans(store.writer(), forwarder);
      var ingest = new IngestSpans(guardrails, stored, self.counters(), self.senders());
      var otlp =
          new OtlpDoor(settings.otlp(), ingest, self.counters(), self.senders(), self.failures());
      var reading = settings.reading();
      var token =
          reading.makesToken() ? TokenFile.in(settings.store().dataDirectory()) : reading.token();
      var access = reading.withToken(token).forTheDoor();
      var web =
          new WebDoor(
              new WebSettings(self.version(), access),
              self.traces(),
              self.failures(),
              parts(settings, limits, store, forwarder, self, clock),
              clock);
      var server = HttpListener.listen(settings, limits, otlp, web, self.slowCallers());
      var jobs =
          JobRunner.start(jobs(settings, server.port(), token, self, clock), self.jobs(), clock);
      return new SkepApplication(store, self, forwarder, server, jobs, token);
    } catch (RuntimeException e) {
      forwarder.close();
      self.traces().close();
      store.close();
      throw e;
    }
  }

  private static SpanForwarder forwarder(Settings settings, Clock clock) {
    if (settings.forward() instanceof ForwardSettings.To to
        && ForwardLoop.is(to.endpoint(), settings.host(), settings.port())) {
      throw CannotStartException.badSetting(
          "TRACES_FORWARD_ENDPOINT is this Skep itself: " + to.endpoint() + ".");
    }
    return switch (settings.forward()) {
      case ForwardSettings.Off() -> new ForwardsNothing();
      case ForwardSettings.To to -> OtlpForwarder.start(to, clock);
    };
  }

  /// What is done by the clock.
  private static List<Job> jobs(Settings settings, int port, String token, Self self, Clock clock) {
    if (!settings.canary().isOn()) {
      return List.of();
    }
    try {
      var target =
          new CanaryTarget(ListenAddress.of(settings.host(), port), settings.canary().key(), token);
      return List.of(CanaryJob.of(target, settings.canary().every(), self.traces(), clock));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("listening on " + settings.host(), e);
    }
  }

  private static List<Routed> parts(
      Settings settings,
      HttpLimits limits,
      SqliteStore store,
      SpanForwarder forwarder,
      Self self,
      Clock clock) {
    var reads =
        new WatchedStore(
            store.reader(),
            store.catalog(),
            store.attributes(),
            store.calls(),
            new SearchPlaces(),
            self.traces());
    var status =
        new ViewStatus(
            settings.ingestPolicy(),
            self.counters(),
            self.senders(),
            store.figures(),
            reads,
            self.jobs(),
            self.traces(),
            forwarder,
            self.slowCallers(),
            self.failures(),
            clock);
    var search = new SearchTraces(reads);
    var overview = new OverviewTraces(reads);
    var view = new ViewTrace(reads);
    var open = new OpenTrace(reads, OPENED_BYTES);
    var spans = new ViewSpans(reads);
    var usual = new LookUpUsual(reads, clock);
    var save = new SaveSearch(store.searches(), clock);
    var saved = new ListSavedSearches(store.searches());
    var delete = new DeleteSearch(store.searches());
    return List.of(
        new TraceSearchPage(
            search,
            overview,
            new ListFilterChoices(reads),
            new ListSenders(self.senders()),
            clock,
            settings.otlp().enabled()),
        new TracePage(open, spans, new ListPinnedTraces(store.pins()), usual, clock),
        new ComparePage(open, spans, search, usual, clock),
        new ServicesPage(
            new SummarizeServices(reads),
            new FollowServices(reads),
            new MapServices(reads),
            new SeeServices(reads),
            clock),
        new ServicePage(
            new SummarizeServices(reads),
            new SummarizeOperations(reads),
            new ChartCalls(reads),
            new MapServices(reads),
            new SeeServices(reads),
            search,
            clock),
        new MapPage(
            new SummarizeServices(reads), new MapServices(reads), new SeeServices(reads), clock),
        new TraceActions(
            new PinTrace(store.pins(), reads, clock),
            new UnpinTrace(store.pins()),
            new EraseTrace(store.eraser())),
        new TraceApi(search, overview, view, clock),
        new KeepingApi(
            new PinTrace(store.pins(), reads, clock),
            new UnpinTrace(store.pins()),
            new ListPinnedTraces(store.pins()),
            new EraseTrace(store.eraser())),
        new CallApi(
            new SummarizeServices(reads),
            new SummarizeOperations(reads),
            new ChartCalls(reads),
            new MapServices(reads),
            clock),
        new AttributeApi(new ListAttributeKeys(reads), new ListAttributeValues(reads)),
        new SavedSearchesPage(save, saved, delete, clock),
        new SearchesApi(save, saved, delete, clock),
        new StatusPage(
            status,
            new CheckHealth(store.probe()),
            settings.otlp().enabled(),
            self.version(),
            settings.all(),
            limits.listed(settings.otlp())),
        new StatusApi(status),
        new MetricsApi(status),
        new HealthApi(new CheckHealth(store.probe())),
        new BackupApi(new BackUpStore(store.backup(), self.jobs())));
  }

  /// The port that is listened on; never 0.
  public int port() {
    return server.port();
  }

  /// Where the Explorer is, as seen from this machine.
  public URI address() {
    return URI.create("http://localhost:" + port());
  }

  /// The address that signs a browser in, as seen from this machine. Holds the access token.
  URI loginAddress() {
    return address().resolve("/login?token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
  }

  /// What a reading program shows as its Bearer token.
  String token() {
    return token;
  }

  /// Where senders reach it from this machine.
  URI ingestAddress() {
    return address().resolve("/api/traces/otlp/v1/traces");
  }

  /// Stops in the reverse order of the start: ends the jobs and the requests that are being served,
  /// stores what is known of them, then writes out and closes the store.
  @Override
  public void close() {
    jobs.close();
    server.stop();
    forwarder.close();
    self.traces().close();
    store.close();
  }
}
