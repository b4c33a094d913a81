package dev.skep.web.explorer.trace;

import dev.skep.application.usecase.ViewSpans;
import dev.skep.domain.anatomy.OperationSums;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.Trace;
import dev.skep.domain.trace.TraceId;
import dev.skep.web.api.OtlpJson;
import dev.skep.web.http.JsonReply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What else a trace can be looked at as: flames, sums, text, JSON.
final class OtherViews {
  private static final int MOST_ROWS = 500;
  private static final int MOST_LINES = 2_000;
  private static final int MOST_SPANS_AS_JSON = 200;

  private static final List<Choice> CHOICES =
      List.of(
          new Choice("", "Waterfall"),
          new Choice("flame", "Flame graph"),
          new Choice("statistics", "Statistics"),
          new Choice("text", "Text"),
          new Choice("json", "JSON"));

  private final ViewSpans spans;

  OtherViews(ViewSpans spans) {
    this.spans = spans;
  }

  private record Choice(String slug, String label) {}

  /// A link to a view.
  public record Link(String slug, String label, String href) {}

  boolean has(String slug) {
    return !slug.isEmpty() && CHOICES.stream().anyMatch(choice -> choice.slug().equals(slug));
  }

  List<Link> links(TraceState state) {
    return CHOICES.stream()
        .map(choice ->
            new Link(
                choice.slug(),
                choice.label(),
                state.without(TraceState.ROW).with(TraceState.VIEW, choice.slug()).link()))
        .toList();
  }

  Map<String, Object> model(String slug, TraceInView view, String path) {
    return switch (slug) {
      case "flame" -> Map.of("flames", FlameView.of(view));
      case "statistics" -> statistics(view);
      case "text" ->
          Map.of(
              "text",
              TextTree.lines(view, MOST_LINES).collect(Collectors.joining()),
              "textHref",
              view.state().without(TraceState.VIEW).at(path + ".txt"));
      default -> json(view);
    };
  }

  private static Map<String, Object> statistics(TraceInView view) {
    List<OperationSums> all = OperationSums.of(view.trace());
    List<StatisticsRow> rows =
        all.stream().limit(MOST_ROWS).map(sums -> StatisticsRow.of(sums, view)).toList();
    return Map.of("rows", rows, "hidden", all.size() - rows.size());
  }

  private Map<String, Object> json(TraceInView view) {
    if (view.trace().summary().spanCount() > MOST_SPANS_AS_JSON) {
      return Map.of("json", "");
    }
    TraceId id = view.trace().summary().traceId();
    int[] places = IntStream.range(0, view.trace().summary().spanCount()).toArray();
    List<Span> all = spans.view(id, places);
    if (all.isEmpty()) {
      return Map.of("json", "");
    }
    var out = new ByteArrayOutputStream();
    JsonReply.ok(
            json -> {
              json.useDefaultPrettyPrinter();
              OtlpJson.write(json, List.of(new Trace(id, all).spans()));
            })
        .writeTo(out);
    return Map.of("json", out.toString(StandardCharsets.UTF_8));
  }
}
