package dev.skep.web.explorer.traces;

import dev.skep.domain.search.condition.Field;
import dev.skep.domain.search.condition.Operator;
import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.condition.TextPattern;
import dev.skep.domain.search.condition.Value;
import dev.skep.domain.search.traceql.TraceQl;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.explorer.text.VisibleText;
import dev.skep.web.query.SearchParts;
import dev.skep.web.query.UrlQuery;

/// A condition of the search that has no field, with the search without it.
///
/// @param negative whether it leaves out what it names
/// @param label all of it, for whoever hears it
/// @param href the search without it
public record ConditionChip(
    String key, String operator, String value, boolean negative, String label, String href) {
  private static final int LONGEST = 80;

  static ConditionChip of(SpanCondition condition, SearchParts parts, UrlQuery url) {
    String href = parts.without(condition).in(url).at(TracePaths.TRACES);
    return switch (condition) {
      case SpanCondition.Comparison(Field field, Operator operator, Value value) ->
          chip(field, sign(operator), text(condition, value), operator == Operator.NOT_EQUAL, href);
      case SpanCondition.PatternMatch(Field field, boolean wanted, TextPattern pattern) ->
          chip(field, wanted ? "~" : "≁", pattern.text(), !wanted, href);
      case SpanCondition.Exists(Field field) -> chip(field, "exists", "", false, href);
      case SpanCondition.Not(SpanCondition.Exists(Field field)) ->
          chip(field, "missing", "", true, href);
      case SpanCondition.All _, SpanCondition.And _, SpanCondition.Or _, SpanCondition.Not _ ->
          new ConditionChip("", "", shown(inner(condition)), false, shown(inner(condition)), href);
    };
  }

  /// The chip of what is more than one span.
  static ConditionChip ofRest(SearchParts parts, UrlQuery url) {
    String text = shown(TraceQl.write(parts.rest()));
    return new ConditionChip(
        "", "", text, false, text, parts.withoutRest().in(url).at(TracePaths.TRACES));
  }

  private static ConditionChip chip(
      Field field, String sign, String value, boolean negative, String href) {
    String key = shown(TraceQl.write(field));
    String shown = shown(value);
    return new ConditionChip(
        key, sign, shown, negative, (key + " " + sign + " " + shown).strip(), href);
  }

  private static String text(SpanCondition condition, Value value) {
    if (value instanceof Value.Text(String text)) {
      return text;
    }
    String written = inner(condition);
    return written.substring(written.lastIndexOf(' ') + 1);
  }

  /// The condition without the braces around it.
  private static String inner(SpanCondition condition) {
    String written = TraceQl.write(new SpansetCondition.Matching(condition));
    return written.substring(2, written.length() - 2);
  }

  private static String sign(Operator operator) {
    return switch (operator) {
      case NOT_EQUAL -> "≠";
      case AT_LEAST -> "≥";
      case AT_MOST -> "≤";
      case EQUAL, GREATER, LESS -> operator.text();
    };
  }

  private static String shown(String text) {
    return VisibleText.line(text, LONGEST);
  }
}
