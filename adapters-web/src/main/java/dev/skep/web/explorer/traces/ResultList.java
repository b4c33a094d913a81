package dev.skep.web.explorer.traces;

import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.PageStart;
import dev.skep.domain.search.TraceOrder;
import dev.skep.domain.search.TraceQuery;
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

/// What the list below the filters shows: traces, or one of three reasons why there are none.
///
/// @param firstPage link to the first page when this is a later one, or empty
/// @param nextPage link to the next page when there is one, or empty
/// @param drops when nothing matches: each filter with the search without it
/// @param problems when parameters could not be read: what is wrong with each
/// @param failure when the store could not answer: what it said; or empty
public record ResultList(
    String title,
    List<Sort> sorts,
    List<TraceRow> rows,
    String firstPage,
    String nextPage,
    String json,
    String retry,
    List<Drop> drops,
    List<ParameterProblem> problems,
    String failure) {
  /// An order to list by.
  ///
  /// @param slug names the column it belongs to
  public record Sort(String slug, String label, String href, boolean current) {}

  /// A filter and the search without it.
  public record Drop(String label, String value, String href) {}

  static ResultList found(
      FoundTraces found, TraceQuery query, TimeRange range, UrlQuery url, Times times) {
    long slowest = found.traces().stream().mapToLong(TraceSummary::durationNano).max().orElse(0);
    boolean first = query.pageStart() instanceof PageStart.First;
    String next =
        found.next(query.order()).orElse(PageStart.first()) instanceof PageStart.After after
            ? url.with("cursor", CursorText.of(after, query.order())).at(TracePaths.TRACES)
            : "";
    return new ResultList(
        title(found, first),
        sorts(url, query.order()),
        found.traces().stream().map(t -> TraceRow.of(t, slowest, times, url)).toList(),
        first ? "" : firstPage(url),
        next,
        range.in(url).at(TracePaths.API_TRACES),
        url.at(TracePaths.TRACES),
        drops(url, range, times),
        List.of(),
        "");
  }

  static ResultList invalid(List<ParameterProblem> problems, UrlQuery url) {
    return empty("This search cannot be run", url, problems, "");
  }

  static ResultList unavailable(String reason, UrlQuery url) {
    return empty("The traces cannot be read just now", url, List.of(), reason);
  }

  public boolean isNothing() {
    return rows.isEmpty() && problems.isEmpty() && failure.isEmpty();
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
        url.at(TracePaths.TRACES),
        List.of(),
        problems,
        failure);
  }

  private static String firstPage(UrlQuery url) {
    return url.without("cursor").at(TracePaths.TRACES);
  }

  private static String title(FoundTraces found, boolean first) {
    int count = found.traces().size();
    if (count == 0) {
      return first ? "No traces" : "No more traces";
    }
    String traces = Formats.count(count, first ? "trace" : "more trace");
    return found.more() ? traces + ", more follow" : traces;
  }

  private static List<Sort> sorts(UrlQuery url, TraceOrder current) {
    List<Sort> sorts = new ArrayList<>();
    for (TraceOrder order : TraceOrder.values()) {
      var sorted = url.without("cursor", "sort");
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
                url.without(name, "cursor").at(TracePaths.TRACES)));
      }
    }
    var all = new TimeRange.All();
    if (!range.equals(all)) {
      String href = all.in(url.without("cursor")).at(TracePaths.TRACES);
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
