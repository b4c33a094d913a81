package dev.skep.web.query;

import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.traceql.TraceQl;
import java.util.List;

/// What the search form was sent with, and the address of the search it stands for.
///
/// The form shows one search twice: in fields and chips, and as a line of the query language (`q`);
/// `was` is the line as it was shown. A line that was changed is the search, whatever the fields
/// say. Otherwise the fields are, with the chips and whatever else the line held. In both cases a
/// condition that was put together (`key`, `op`, `value`) is added.
public final class SubmittedSearch {
  /// The parameters of a condition that is being put together.
  public static final List<String> NEW_CONDITION = List.of("key", "op", "value");

  private static final List<String> KEPT = List.of("range", "from", "to", "sort", "limit", "live");

  private SubmittedSearch() {}

  /// The parameters of the search. A line or a condition that cannot be read stays in them as it
  /// is, for the page to say what is wrong.
  public static UrlQuery address(UrlQuery form) {
    String line = form.first("q").strip();
    boolean changed = !line.equals(form.first("was").strip());
    UrlQuery kept = form.only(KEPT);
    if (line.isEmpty()) {
      SearchParts parts = SearchParts.of(SpansetCondition.all());
      return withNew(changed ? parts : parts.withFieldsOf(form), kept, form);
    }
    return switch (TraceQl.read(line)) {
      case TraceQl.Query(SpansetCondition spans, List<String> _) -> {
        SearchParts parts = SearchParts.of(spans);
        yield withNew(changed ? parts : parts.withFieldsOf(form), kept, form);
      }
      case TraceQl.Mistake _ ->
          withNewUnread(
              SearchParts.of(SpansetCondition.all()).withFieldsOf(form).in(kept).with("q", line),
              form);
    };
  }

  private static UrlQuery withNew(SearchParts parts, UrlQuery kept, UrlQuery form) {
    if (!form.has("key") && !form.has("value")) {
      return parts.in(kept);
    }
    return switch (NewCondition.parse(form)) {
      case NewCondition.Valid(var condition) -> parts.with(condition).in(kept);
      case NewCondition.Invalid _ -> withNewUnread(parts.in(kept), form);
    };
  }

  private static UrlQuery withNewUnread(UrlQuery address, UrlQuery form) {
    UrlQuery with = address;
    for (String name : NEW_CONDITION) {
      with = form.has(name) ? with.with(name, form.first(name)) : with;
    }
    return with;
  }
}
