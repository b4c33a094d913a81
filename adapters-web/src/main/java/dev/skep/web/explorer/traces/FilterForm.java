package dev.skep.web.explorer.traces;

import dev.skep.application.usecase.ListFilterChoices.Choices;
import dev.skep.domain.trace.TraceSource;
import dev.skep.web.explorer.text.SourceBadge;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.explorer.text.VisibleText;
import dev.skep.web.query.NewCondition;
import dev.skep.web.query.SearchParts;
import dev.skep.web.query.TimeRange;
import dev.skep.web.query.TraceParameters;
import dev.skep.web.query.UrlQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The filter form as it stands: what was typed, what can be chosen, and what is wrong with it.
///
/// @param operations names to complete from
/// @param chips the conditions that have no field
/// @param line the same search as one line
/// @param key what is being put together as another condition, and its value
/// @param kept parameters that have no field and go along with the form
/// @param clear the page without any filter
/// @param errors for each parameter that could not be read, what would be right
public record FilterForm(
    List<Choice> sources,
    List<Choice> services,
    String operation,
    List<String> operations,
    List<Choice> statuses,
    String minDuration,
    String maxDuration,
    List<ConditionChip> chips,
    QueryLine line,
    String key,
    List<Choice> operators,
    String value,
    List<Kept> kept,
    String clear,
    Map<String, String> errors) {
  private static final List<String> WITHOUT_FIELD =
      List.of("range", "from", "to", "sort", "limit", "live");

  /// One thing to choose.
  public record Choice(String value, String label, boolean selected) {}

  /// A parameter that goes along unseen.
  public record Kept(String name, String value) {}

  static FilterForm of(UrlQuery url, TraceParameters parameters, Choices choices) {
    SearchParts parts = SearchParts.of(url);
    Map<String, String> fields = parts.fields();
    return new FilterForm(
        sources(fields.getOrDefault("source", "")),
        services(fields.getOrDefault("service", ""), choices.serviceNames()),
        fields.getOrDefault("operation", ""),
        choices.spanNames(),
        statuses(fields.getOrDefault("status", "")),
        fields.getOrDefault("minDuration", ""),
        fields.getOrDefault("maxDuration", ""),
        chips(parts, url),
        QueryLine.of(url, parts),
        url.first("key"),
        operators(url.first("op")),
        url.first("value"),
        WITHOUT_FIELD.stream()
            .filter(url::has)
            .map(name -> new Kept(name, url.first(name)))
            .toList(),
        url.only(TimeRange.PARAMETERS).at(TracePaths.TRACES),
        errors(parameters, url));
  }

  private static List<ConditionChip> chips(SearchParts parts, UrlQuery url) {
    UrlQuery others = url.without("key", "op", "value");
    List<ConditionChip> chips = new ArrayList<>();
    parts.conditions().forEach(one -> chips.add(ConditionChip.of(one, parts, others)));
    if (parts.hasRest()) {
      chips.add(ConditionChip.ofRest(parts, others));
    }
    return chips;
  }

  private static List<Choice> operators(String chosen) {
    return List.of(
        new Choice("=", "=", chosen.equals("=")),
        new Choice("!=", "≠", chosen.equals("!=")),
        new Choice(">", ">", chosen.equals(">")),
        new Choice(">=", "≥", chosen.equals(">=")),
        new Choice("<", "<", chosen.equals("<")),
        new Choice("<=", "≤", chosen.equals("<=")),
        new Choice("=~", "~", chosen.equals("=~")),
        new Choice("!~", "≁", chosen.equals("!~")),
        new Choice("exists", "exists", chosen.equals("exists")),
        new Choice("missing", "missing", chosen.equals("missing")));
  }

  private static List<Choice> sources(String chosen) {
    List<Choice> sources = new ArrayList<>();
    sources.add(new Choice("", "All sources", chosen.isEmpty()));
    for (TraceSource source : TraceSource.values()) {
      var badge = SourceBadge.of(source);
      sources.add(new Choice(badge.slug(), badge.label(), badge.slug().equals(chosen)));
    }
    return sources;
  }

  private static List<Choice> services(String chosen, List<String> names) {
    List<Choice> services = new ArrayList<>();
    services.add(new Choice("", "All services", chosen.isEmpty()));
    for (String name : names) {
      if (!name.isEmpty()) {
        services.add(new Choice(name, VisibleText.line(name, 60), name.equals(chosen)));
      }
    }
    if (!chosen.isEmpty() && !names.contains(chosen)) {
      services.add(new Choice(chosen, VisibleText.line(chosen, 60), true));
    }
    return services;
  }

  private static List<Choice> statuses(String chosen) {
    return List.of(
        new Choice("", "All", chosen.isEmpty()),
        new Choice("success", "Success", chosen.equals("success")),
        new Choice("error", "Error", chosen.equals("error")));
  }

  private static Map<String, String> errors(TraceParameters parameters, UrlQuery url) {
    Map<String, String> errors = new LinkedHashMap<>();
    if (parameters instanceof TraceParameters.Invalid(var problems)) {
      problems.forEach(problem -> errors.putIfAbsent(problem.parameter(), problem.message()));
    }
    if (url.has("key") || url.has("value")) {
      NewCondition.parse(url)
          .mistake()
          .ifPresent(
              wrong -> errors.put("key", "The " + wrong.parameter() + " " + wrong.message()));
    }
    return errors;
  }
}
