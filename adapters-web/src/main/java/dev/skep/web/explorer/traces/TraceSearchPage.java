package dev.skep.web.explorer.traces;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.usecase.ListFilterChoices;
import dev.skep.application.usecase.ListFilterChoices.Choices;
import dev.skep.application.usecase.ListSenders;
import dev.skep.application.usecase.OverviewTraces;
import dev.skep.application.usecase.SearchTraces;
import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceOrder;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.overview.TraceOverview;
import dev.skep.domain.trace.TraceSource;
import dev.skep.web.explorer.text.Times;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.http.Requests;
import dev.skep.web.http.Routed;
import dev.skep.web.http.Routes;
import dev.skep.web.http.View;
import dev.skep.web.query.HeatCells;
import dev.skep.web.query.SubmittedSearch;
import dev.skep.web.query.TimeRange;
import dev.skep.web.query.TraceParameters;
import dev.skep.web.query.UrlQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The list of traces with its filters: `/traces`. Before the first span it is the page that says
/// how to send one.
public final class TraceSearchPage implements Routed {
  private static final String PAGE = "traces/search";
  private static final String PIECE = "traces/_results";
  private static final String LIVE_UPDATE = "traces/_live-update";
  private static final String WAITING = "traces/_waiting";
  private static final String SHOWN = "shown";
  private static final List<String> PARAMETERS =
      Stream.of(
              TraceParameters.FILTERS,
              TraceParameters.LISTING,
              SubmittedSearch.NEW_CONDITION,
              List.of(SHOWN, LiveSwitch.LIVE))
          .flatMap(List::stream)
          .toList();
  private static final TimeRange USUAL = TimeRange.lastHour();
  private static final TraceQuery RECEIVED =
      new TraceQuery(
          new SpansetCondition.Matching(SpanCondition.source(TraceSource.EBPF)),
          List.of(),
          TraceOrder.NEWEST,
          PageStart.first(),
          1);
  private static final Choices NO_CHOICES = new Choices(List.of(), List.of());

  private final SearchTraces search;
  private final OverviewTraces overview;
  private final ListFilterChoices choices;
  private final ListSenders senders;
  private final Clock clock;
  private final boolean ingestionEnabled;
  // Asked only until it is so.
  private final CountingTime timeToCount = new CountingTime();
  private volatile boolean received;

  public TraceSearchPage(
      SearchTraces search,
      OverviewTraces overview,
      ListFilterChoices choices,
      ListSenders senders,
      Clock clock,
      boolean ingestionEnabled) {
    this.search = search;
    this.overview = overview;
    this.choices = choices;
    this.senders = senders;
    this.clock = clock;
    this.ingestionEnabled = ingestionEnabled;
  }

  @Override
  public void addTo(Routes routes) {
    routes.page(
        TracePaths.TRACES,
        request ->
            show(Requests.query(request), Requests.ownAddress(request), Requests.zone(request)));
    routes.lead(
        "/search",
        request -> SubmittedSearch.address(Requests.query(request)).at(TracePaths.TRACES));
    routes.lead(
        HeatCells.PATH, request -> HeatCells.search(Requests.query(request)).at(TracePaths.TRACES));
    routes.livePiece("/first-span", request -> waiting(Requests.zone(request)));
    routes.livePiece(
        LiveSwitch.PATH, request -> live(Requests.query(request), Requests.zone(request)));
  }

  /// The page for these parameters.
  ///
  /// @param url the parameters as given; those that are no search parameters are left aside
  /// @param ownAddress where Skep is for the caller, to be shown as the address for spans
  public View show(UrlQuery url, String ownAddress, ZoneId zone) {
    var now = clock.instant();
    var parameters = TraceParameters.parse(url, USUAL, now);
    var known = url.only(PARAMETERS);
    try {
      return switch (parameters) {
        case TraceParameters.Invalid(var problems) ->
            view(
                    422,
                    known,
                    parameters,
                    choices.list(),
                    ResultList.invalid(problems, known),
                    LiveSwitch.NONE,
                    List.of())
                .over(USUAL);
        case TraceParameters.Valid valid ->
            found(valid, known, ownAddress, now, Times.of(zone, now)).over(valid.range());
      };
    } catch (StorageUnavailableException e) {
      var results = ResultList.unavailable(String.valueOf(e.getMessage()), known);
      return view(503, known, parameters, NO_CHOICES, results, LiveSwitch.NONE, List.of())
          .over(rangeOf(parameters));
    }
  }

  /// The small piece that asks again and again whether a first span has come.
  public View waiting(ZoneId zone) {
    boolean arrived;
    try {
      arrived = hasReceived();
    } catch (StorageUnavailableException e) {
      arrived = false; // the next question, a few seconds later, may find it better
    }
    return View.of(200, WAITING, Map.of("waiting", waiting(arrived, zone)));
  }

  private Waiting waiting(boolean arrived, ZoneId zone) {
    var now = clock.instant();
    return Waiting.of(arrived, senders.list(), Times.of(zone, now), now);
  }

  /// What has changed of a list that follows: all of it, or only who sent last.
  ///
  /// @param url the parameters of the list, and what it shows as `seen`
  public View live(UrlQuery url, ZoneId zone) {
    var now = clock.instant();
    var known = url.only(PARAMETERS);
    if (!(TraceParameters.parse(known, USUAL, now) instanceof TraceParameters.Valid valid)
        || !LiveSwitch.isOn(known, valid)) {
      return unchanged(200, LiveSwitch.NONE);
    }
    try {
      FoundTraces found = search.search(valid.query());
      var live = LiveSwitch.of(known, valid, found, senders.list(), now);
      return LiveSwitch.seen(found).equals(url.first(LiveSwitch.SEEN))
          ? unchanged(200, live)
          : changed(valid, known, found, live, now, zone);
    } catch (StorageUnavailableException e) {
      return unchanged(503, LiveSwitch.NONE);
    }
  }

  private View changed(
      TraceParameters.Valid parameters,
      UrlQuery url,
      FoundTraces found,
      LiveSwitch live,
      Instant now,
      ZoneId zone) {
    Times times = Times.of(zone, now);
    TraceOverview all = overview.overview(parameters.query(), now, timeToCount.next());
    var results = ResultList.found(found, all, parameters.query(), parameters.range(), url, times);
    var panel = OverviewPanel.of(all, url, parameters.range(), times, results.room());
    return View.of(
        200,
        LIVE_UPDATE,
        Map.of(
            "live",
            live,
            "changed",
            true,
            "update",
            true,
            "results",
            results,
            "overview",
            List.of(panel)));
  }

  /// Without a store to ask nothing on the page is touched, and it asks again.
  private static View unchanged(int status, LiveSwitch live) {
    return View.of(
        status, LIVE_UPDATE, Map.of("live", live, "changed", false, "oob", status == 200));
  }

  private View found(
      TraceParameters.Valid parameters, UrlQuery url, String ownAddress, Instant now, Times times) {
    TraceQuery query = parameters.query();
    FoundTraces found = search.search(query);
    boolean nothing =
        url.names().isEmpty()
            || (found.traces().isEmpty() && query.pageStart() instanceof PageStart.First);
    if (nothing && !hasReceived()) {
      return View.of(
          200,
          "traces/first-start",
          Map.of(
              "ownAddress", ownAddress,
              "ingestionEnabled", ingestionEnabled,
              "waiting", waiting(false, times.zone())));
    }
    TraceOverview all = overview.overview(query, now, timeToCount.next());
    var results = ResultList.found(found, all, query, parameters.range(), url, times);
    var panel = OverviewPanel.of(all, url, parameters.range(), times, results.room());
    var live = LiveSwitch.of(url, parameters, found, senders.list(), now);
    return view(200, url, parameters, choices.list(), results, live, List.of(panel));
  }

  private static TimeRange rangeOf(TraceParameters parameters) {
    return parameters instanceof TraceParameters.Valid valid ? valid.range() : USUAL;
  }

  /// Whether anything was sent, ever. Skep's own traces do not count: looking at the page makes
  /// one.
  private boolean hasReceived() {
    received = received || !search.search(RECEIVED).traces().isEmpty();
    return received;
  }

  private static View view(
      int status,
      UrlQuery url,
      TraceParameters parameters,
      Choices choices,
      ResultList results,
      LiveSwitch live,
      List<OverviewPanel> overview) {
    return new View(
        status,
        PAGE,
        PIECE,
        Map.of(
            "filters",
            FilterForm.of(url, parameters, choices),
            "results",
            results,
            "live",
            live,
            "overview",
            overview));
  }
}
