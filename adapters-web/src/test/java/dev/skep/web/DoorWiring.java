package dev.skep.web;

import dev.skep.application.EffectiveLimit;
import dev.skep.application.EffectiveSetting;
import dev.skep.application.FailureLog;
import dev.skep.application.SlowCallers;
import dev.skep.application.ingest.IngestCounters;
import dev.skep.application.ingest.SenderBook;
import dev.skep.application.job.JobBook;
import dev.skep.application.port.Storage;
import dev.skep.application.port.StoreBackup;
import dev.skep.application.port.StoreFigures;
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
import dev.skep.web.access.AccessSettings;
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
import java.time.Duration;
import java.util.List;

/// Puts the web door together over what tests put behind it.
record DoorWiring(
    Storage ports,
    StoreFigures figures,
    OwnTraces ownTraces,
    JobBook jobs,
    IngestCounters counters,
    SenderBook senders) {
  private static final IngestPolicy POLICY =
      new IngestPolicy(new SampleRate(0.5), new SpanRate.PerSecond(1000));

  private static final long OPENED_BYTES = 32L << 20;

  /// How long a search waits for a place.
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  WebDoor door(StoreBackup backup, AccessSettings access, boolean ingestionEnabled) {
    var watched =
        new WatchedStore(
            ports.reader(),
            ports.catalog(),
            ports.attributes(),
            ports.calls(),
            new SearchPlaces(SearchPlaces.MOST, SearchPlaces.MOST_OF_ONE, PATIENCE),
            ownTraces);
    var failures = new FailureLog(System::nanoTime);
    var status =
        new ViewStatus(
            POLICY,
            counters,
            senders,
            figures,
            watched,
            jobs,
            ownTraces,
            new SentOn(),
            new SlowCallers(),
            failures,
            RunningDoor.CLOCK);
    var search = new SearchTraces(watched);
    var overview = new OverviewTraces(watched);
    var view = new ViewTrace(watched);
    var open = new OpenTrace(watched, OPENED_BYTES);
    var spans = new ViewSpans(watched);
    var usual = new LookUpUsual(watched, RunningDoor.CLOCK);
    return new WebDoor(
        new WebSettings("1.2.3", access),
        ownTraces,
        failures,
        List.of(
            new TraceSearchPage(
                search,
                overview,
                new ListFilterChoices(ports.catalog()),
                new ListSenders(senders),
                RunningDoor.CLOCK,
                ingestionEnabled),
            new TracePage(
                open, spans, new ListPinnedTraces(ports.pins()), usual, RunningDoor.CLOCK),
            new ComparePage(open, spans, search, usual, RunningDoor.CLOCK),
            new ServicesPage(
                new SummarizeServices(watched),
                new FollowServices(watched),
                new MapServices(watched),
                new SeeServices(watched),
                RunningDoor.CLOCK),
            new ServicePage(
                new SummarizeServices(watched),
                new SummarizeOperations(watched),
                new ChartCalls(watched),
                new MapServices(watched),
                new SeeServices(watched),
                search,
                RunningDoor.CLOCK),
            new MapPage(
                new SummarizeServices(watched),
                new MapServices(watched),
                new SeeServices(watched),
                RunningDoor.CLOCK),
            new TraceActions(
                new PinTrace(ports.pins(), ports.reader(), RunningDoor.CLOCK),
                new UnpinTrace(ports.pins()),
                new EraseTrace(ports.eraser())),
            new TraceApi(search, overview, view, RunningDoor.CLOCK),
            new KeepingApi(
                new PinTrace(ports.pins(), ports.reader(), RunningDoor.CLOCK),
                new UnpinTrace(ports.pins()),
                new ListPinnedTraces(ports.pins()),
                new EraseTrace(ports.eraser())),
            new CallApi(
                new SummarizeServices(ports.calls()),
                new SummarizeOperations(ports.calls()),
                new ChartCalls(ports.calls()),
                new MapServices(ports.calls()),
                RunningDoor.CLOCK),
            new AttributeApi(
                new ListAttributeKeys(ports.attributes()),
                new ListAttributeValues(ports.attributes())),
            new SavedSearchesPage(
                new SaveSearch(ports.searches(), RunningDoor.CLOCK),
                new ListSavedSearches(ports.searches()),
                new DeleteSearch(ports.searches()),
                RunningDoor.CLOCK),
            new SearchesApi(
                new SaveSearch(ports.searches(), RunningDoor.CLOCK),
                new ListSavedSearches(ports.searches()),
                new DeleteSearch(ports.searches()),
                RunningDoor.CLOCK),
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
        RunningDoor.CLOCK);
  }
}
