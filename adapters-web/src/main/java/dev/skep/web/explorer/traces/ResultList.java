package dev.skep.web.explorer.traces;

import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceOrder;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.overview.Coverage;
import dev.skep.domain.search.overview.TraceOverview;
import dev.skep.domain.trace.TraceSource;
import dev.skep.domain.trace.TraceSummary;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.RangeLabel;
import dev.skep.web.explorer.text.SourceBadge;
import dev.skep.web.explorer.text.Times;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.explorer.text.VisibleText;
import dev.skep.web.query.CursorText;
import dev.skep.web.query.ParameterProblem;
import dev.skep.web.query.TimeRange;
import dev.skep.web.query.TraceParameters;
import dev.skep.web.query.UrlQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// What the list below the filters shows: traces, or one of four reasons why there are none.
///
/// @param firstPage link to the first page when this is a later one, or empty
/// @param nextPage link to the next page when there is one, or empty
/// @param notLookedAt when time was up before the page was full: which traces were not looked at;
///   or empty
/// @param drops when nothing matches: each filter with the search without it
/// @param problems when parameters could not be read: what is wrong with each
/// @param failure when the store could not answer: what it said; or empty
public record ResultList(
    String title,
    List<Sort> sorts,
    List<TraceRow> rows,
    String firstPage,
    String nextPage,
    String notLookedAt,
    String json,
    String retry,
    List<Drop> drops,
    List<ParameterProblem> problems,
    String failure) {
  // The page is to stay near 85 kB, of which some 17 are around rows and heat map. Rows leave the
  // heat map something, even where the search would stand in the link of every service of a row.
  private static final int MOST_BYTES = 68_500;
  private static final int MOST_BYTES_OF_ROWS = 43_000;
  private static final int LEAST_ROOM = 16_000;
  private static final int LINKS_AROUND = 20;

  /// An order to list by.
  ///
  /// @param slug names the column it belongs to
  public record Sort(String slug, String label, String href, boolean current) {}

  /// A filter and the search without it.
  public record Drop(String label, String value, String href) {}

  /// @param overview of all pages
  static ResultList found(
      FoundTraces found,
      TraceOverview overview,
      TraceQuery query,
      TimeRange range,
      UrlQuery url,
      Times times) {
    long slowest = found.traces().stream().mapToLong(TraceSummary::durationNano).max().orElse(0);
    boolean first = query.pageStart() instanceof PageStart.First;
    String next =
        found.next(query.order()).orElse(PageStart.first()) instanceof PageStart.After after
            ? url.with("cursor", CursorText.of(after, query.order()))
                .with("shown", Long.toString(shownBefore(url) + found.traces().size()))
                .at(TracePaths.TRACES)
            : "";
    return new ResultList(
        title(found, first ? 0 : shownBefore(url), overview),
        sorts(url, query.order()),
        rows(found, slowest, times, url),
        first ? "" : firstPage(url),
        next,
        NotLookedAt.words(found, query.order(), times),
        range.in(url.without("shown", "live")).at(TracePaths.API_TRACES),
        url.at(TracePaths.TRACES),
        drops(url, range, times),
        List.of(),
        "");
  }

  private static List<TraceRow> rows(FoundTraces found, long slowest, Times times, UrlQuery url) {
    List<TraceRow> rows = rows(found, slowest, times, service -> TracePaths.service(url, service));
    return bytes(rows) <= MOST_BYTES_OF_ROWS ? rows : rows(found, slowest, times, _ -> "");
  }

  private static int bytes(List<TraceRow> rows) {
    return rows.stream().mapToInt(TraceRow::bytes).sum();
  }

  private static List<TraceRow> rows(
      FoundTraces found, long slowest, Times times, UnaryOperator<String> narrowed) {
    return found.traces().stream().map(t -> TraceRow.of(t, slowest, times, narrowed)).toList();
  }

  static ResultList invalid(List<ParameterProblem> problems, UrlQuery url) {
    return empty("This search cannot be run", url, problems, "");
  }

  static ResultList unavailable(String reason, UrlQuery url) {
    return empty("The traces cannot be read just now", url, List.of(), reason);
  }

  /// About how many bytes of the page are left for the picture above the rows.
  int room() {
    int ofSearch = LINKS_AROUND * retry.length();
    return Math.max(LEAST_ROOM, MOST_BYTES - bytes(rows) - ofSearch);
  }

  public boolean isNothing() {
    return rows.isEmpty() && notLookedAt.isEmpty() && problems.isEmpty() && failure.isEmpty();
  }

  /// The value of `aria-sort` for the column that this order goes by.
  public String ariaSort(String slug) {
    return sorts.stream()
        .filter(sort -> sort.current() && sort.slug().equals(slug))
        .map(sort -> slug.equals("oldest") ? "ascending" : "descending")
        .findFirst()
        .orElse("");
  }

  /// The link of an order.
  public String sortHref(String slug) {
    return sorts.stream()
        .filter(sort -> sort.slug().equals(slug))
        .map(Sort::href)
        .findFirst()
        .orElse("");
  }

  private static ResultList empty(
      String title, UrlQuery url, List<ParameterProblem> problems, String failure) {
    return new ResultList(
        title,
        List.of(),
        List.of(),
        url.has("cursor") ? firstPage(url) : "",
        "",
        "",
        "",
        url.at(TracePaths.TRACES),
        List.of(),
        problems,
        failure);
  }

  private static String firstPage(UrlQuery url) {
    return url.without("cursor", "shown").at(TracePaths.TRACES);
  }

  /// How many traces the pages before this one showed, as the link to this one says.
  private static long shownBefore(UrlQuery url) {
    String shown = url.first("shown");
    return url.has("cursor") && shown.matches("[0-9]{1,9}") ? Long.parseLong(shown) : 0;
  }

  /// `1–50 of 12,480`. New traces may arrive between two pages, so the last page counts itself.
  private static String title(FoundTraces found, long before, TraceOverview overview) {
    int here = found.traces().size();
    boolean cutShort = found.behind() instanceof FoundTraces.Behind.NotLookedAt;
    if (here == 0) {
      String none = before == 0 ? "No traces" : "No more traces";
      return cutShort ? none + " so far" : none;
    }
    long last = before + here;
    String places = here == 1 ? count(last) : count(before + 1) + "–" + count(last);
    if (cutShort && !(overview.coverage() instanceof Coverage.All)) {
      return places + " so far";
    }
    String all =
        switch (overview.coverage()) {
          case Coverage.All() -> count(found.more() ? Math.max(overview.traces(), last + 1) : last);
          case Coverage.Since _, Coverage.Unknown _ ->
              found.more() ? "more than " + count(Math.max(overview.traces(), last)) : count(last);
        };
    return places + " of " + all;
  }

  private static String count(long number) {
    return Formats.count(number);
  }

  private static List<Sort> sorts(UrlQuery url, TraceOrder current) {
    List<Sort> sorts = new ArrayList<>();
    for (TraceOrder order : TraceOrder.values()) {
      var sorted = url.without("cursor", "shown", "sort");
      sorts.add(
          new Sort(
              order.slug(),
              order.slug().replace('-', ' '),
              (order == TraceOrder.NEWEST ? sorted : sorted.with("sort", order.slug()))
                  .at(TracePaths.TRACES),
              order == current));
    }
    return sorts;
  }

  private static List<Drop> drops(UrlQuery url, TimeRange range, Times times) {
    List<Drop> drops = new ArrayList<>();
    for (String name : TraceParameters.FILTERS) {
      if (url.has(name) && !TimeRange.PARAMETERS.contains(name)) {
        drops.add(
            new Drop(
                label(name),
                value(name, url.first(name)),
                url.without(name, "cursor", "shown").at(TracePaths.TRACES)));
      }
    }
    var all = new TimeRange.All();
    if (!range.equals(all)) {
      String href = all.in(url.without("cursor", "shown")).at(TracePaths.TRACES);
      drops.add(new Drop("Time", RangeLabel.of(range, times), href));
    }
    return drops;
  }

  private static String label(String parameter) {
    return switch (parameter) {
      case "source" -> "Source";
      case "service" -> "Service";
      case "operation" -> "Operation";
      case "status" -> "Status";
      case "minDuration" -> "Min duration";
      case "maxDuration" -> "Max duration";
      case "q" -> "Query";
      default -> parameter;
    };
  }

  private static String value(String parameter, String value) {
    return parameter.equals("source")
        ? TraceSource.ofSlug(value).map(source -> SourceBadge.of(source).label()).orElse(value)
        : VisibleText.line(value, 80);
  }
}
