package dev.skep.web.explorer.trace;

import dev.skep.domain.search.condition.Field.Scope;
import dev.skep.domain.trace.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The attributes of a span and of what sent it, sorted by what they are about. Each stands once.
final class AttributeGroups {
  private static final String RESOURCE = "Resource";
  private static final String OTHER = "Attributes";

  private AttributeGroups() {}

  /// What a group is about, and how the names of its attributes begin.
  private record Topic(String title, boolean ofResourceToo, List<String> prefixes) {
    boolean has(String key) {
      return prefixes.stream().anyMatch(key::startsWith);
    }
  }

  private static final List<Topic> TOPICS =
      List.of(
          new Topic("HTTP", false, List.of("http.", "url.", "user_agent.")),
          new Topic("Database", false, List.of("db.")),
          new Topic("Messaging", false, List.of("messaging.")),
          new Topic("RPC", false, List.of("rpc.")),
          new Topic(
              "Network",
              false,
              List.of(
                  "net.",
                  "network.",
                  "server.",
                  "client.",
                  "peer.",
                  "source.",
                  "destination.",
                  "tls.",
                  "dns.")),
          new Topic("Errors", false, List.of("error.", "exception.")),
          new Topic(
              "Kubernetes and container",
              true,
              List.of("k8s.", "container.", "cloud.", "deployment.")),
          new Topic("Process and host", true, List.of("process.", "host.", "os.", "thread.")));

  /// The groups that have something in them, the span's own first.
  static List<SpanPanel.Group> of(Span span) {
    Map<String, List<AttributeLine>> groups = new LinkedHashMap<>();
    TOPICS.stream()
        .filter(topic -> !topic.ofResourceToo())
        .forEach(topic -> groups.put(topic.title(), new ArrayList<>()));
    groups.put(OTHER, new ArrayList<>());
    TOPICS.stream()
        .filter(Topic::ofResourceToo)
        .forEach(topic -> groups.put(topic.title(), new ArrayList<>()));
    groups.put(RESOURCE, new ArrayList<>());
    span.attributes()
        .forEach((key, value) ->
            lines(groups, title(key, false)).add(AttributeLine.of(Scope.SPAN, key, value)));
    IdentityNotes notes = IdentityNotes.of(span.resource().attributes());
    span.resource()
        .attributes()
        .forEach((key, value) ->
            lines(groups, title(key, true))
                .add(AttributeLine.of(Scope.RESOURCE, key, value).with(notes.on(key))));
    AttributeLine.addUnlessEmpty(
        lines(groups, RESOURCE), "(schema URL)", span.resource().schemaUrl());
    List<SpanPanel.Group> found = new ArrayList<>();
    groups.forEach((title, lines) -> {
      String dropped = dropped(span, title);
      if (!lines.isEmpty() || !dropped.isEmpty()) {
        found.add(new SpanPanel.Group(title, lines, dropped, !title.equals(RESOURCE)));
      }
    });
    return found;
  }

  private static List<AttributeLine> lines(Map<String, List<AttributeLine>> groups, String title) {
    return groups.computeIfAbsent(title, t -> new ArrayList<>());
  }

  private static String title(String key, boolean ofResource) {
    return TOPICS.stream()
        .filter(topic -> topic.ofResourceToo() || !ofResource)
        .filter(topic -> topic.has(key))
        .map(Topic::title)
        .findFirst()
        .orElse(ofResource ? RESOURCE : OTHER);
  }

  private static String dropped(Span span, String title) {
    return switch (title) {
      case OTHER -> SpanPanel.dropped(span.dropped().attributes(), "attribute");
      case RESOURCE -> SpanPanel.dropped(span.resource().droppedAttributesCount(), "attribute");
      default -> "";
    };
  }
}
