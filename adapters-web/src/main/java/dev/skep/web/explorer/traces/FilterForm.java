package dev.skep.web.explorer.traces;

import dev.skep.application.usecase.ListFilterChoices.Choices;
import dev.skep.domain.trace.TraceSource;
import dev.skep.web.explorer.text.SourceBadge;
import dev.skep.web.explorer.text.VisibleText;
import dev.skep.web.query.TraceParameters;
import dev.skep.web.query.UrlQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The filter form as it stands: what was typed, what can be chosen, and what is wrong with it.
///
/// @param operations names to complete from
/// @param query what was typed in the query language
/// @param kept parameters that have no field and go along with the form
/// @param errors for each parameter that could not be read, what would be right
public record FilterForm(
    List<Choice> sources,
    List<Choice> services,
    String operation,
    List<String> operations,
    List<Choice> statuses,
    String minDuration,
    String maxDuration,
    String query,
    List<Kept> kept,
    Map<String, String> errors) {
  private static final List<String> WITHOUT_FIELD = List.of("range", "from", "to", "sort", "limit");

  /// One thing to choose.
  public record Choice(String value, String label, boolean selected) {}

  /// A parameter that goes along unseen.
  public record Kept(String name, String value) {}

  static FilterForm of(UrlQuery query, TraceParameters parameters, Choices choices) {
    return new FilterForm(
        sources(query.first("source")),
        services(query.first("service"), choices.serviceNames()),
        query.first("operation"),
        choices.spanNames(),
        statuses(query.first("status")),
        query.first("minDuration"),
        query.first("maxDuration"),
        query.first("q"),
        WITHOUT_FIELD.stream()
            .filter(query::has)
            .map(name -> new Kept(name, query.first(name)))
            .toList(),
        errors(parameters));
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

  private static Map<String, String> errors(TraceParameters parameters) {
    Map<String, String> errors = new LinkedHashMap<>();
    if (parameters instanceof TraceParameters.Invalid(var problems)) {
      problems.forEach(problem -> errors.putIfAbsent(problem.parameter(), problem.message()));
    }
    return errors;
  }
}
