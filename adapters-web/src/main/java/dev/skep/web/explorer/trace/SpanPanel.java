package dev.skep.web.explorer.trace;

import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanLink;
import dev.skep.domain.trace.SpanTree.Place;
import dev.skep.domain.trace.TraceId;
import dev.skep.domain.trace.UnixNano;
import dev.skep.web.explorer.text.Formats;
import dev.skep.web.explorer.text.ServiceColor;
import dev.skep.web.explorer.text.SourceBadge;
import dev.skep.web.explorer.text.Timeline;
import dev.skep.web.explorer.text.TracePaths;
import dev.skep.web.explorer.text.VisibleText;
import dev.skep.web.query.UrlQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Everything that is stored of one span, in words.
///
/// @param message the sender's words for its status, or empty
/// @param warnings what is odd about the span, one sentence each
/// @param parentHref link to the parent when it is stored, or empty; `parent` is empty for a root
public record SpanPanel(
    String name,
    String service,
    String color,
    String kind,
    SourceBadge source,
    String status,
    boolean error,
    String message,
    List<String> warnings,
    String startsAt,
    String startsAtExact,
    String duration,
    String durationExact,
    String share,
    String shareX,
    String shareWidth,
    String spanId,
    String parent,
    String parentHref,
    List<AttributeLine> facts,
    List<Group> groups,
    List<Event> events,
    String droppedEvents,
    List<Link> links,
    String droppedLinks) {
  static final String PARENT_MISSING =
      "The parent of this span is not stored: it is not instrumented, or has not arrived yet.";
  static final String CYCLE_CUT =
      "The parents of this span lead back to it; the circle was cut here.";
  static final String DUPLICATE = "Several different spans of this trace carry the same id.";
  static final String NO_END = "No end was sent: the span still ran, or its sender forgot.";
  static final String ENDS_BEFORE_START =
      "The end lies before the start, so the duration cannot be told.";

  /// Attributes of one sort.
  ///
  /// @param dropped how many are missing, in words; or empty
  public record Group(String title, List<AttributeLine> lines, String dropped) {}

  /// Something that happened at one moment.
  public record Event(
      String offset,
      String exact,
      String iso,
      String name,
      List<AttributeLine> lines,
      String dropped) {}

  /// A pointer to a span; `href` is empty when its trace id is none.
  public record Link(
      String traceId, String spanId, String href, List<AttributeLine> lines, String dropped) {}

  static SpanPanel of(TraceLayout layout, int row, Timeline timeline, String path) {
    Span span = layout.span(row);
    long offset = timeline.offset(span);
    double share = timeline.share(span);
    boolean timed = span.end() instanceof EndTime.At && !span.endsBeforeStart();
    return new SpanPanel(
        VisibleText.line(span.name()),
        VisibleText.line(span.serviceName()),
        ServiceColor.of(span.serviceName()),
        span.kind().slug(),
        SourceBadge.of(span.source()),
        span.status().code().slug(),
        span.status().isError(),
        VisibleText.block(span.status().message()),
        warnings(layout, row),
        Formats.duration(offset),
        Formats.exact(offset),
        timed ? Formats.duration(span.duration().toNanos()) : "–",
        timed ? Formats.exact(span.duration().toNanos()) : "not known",
        Formats.percent(share),
        Timeline.percent(timeline.begin(span)),
        Timeline.width(share),
        VisibleText.line(span.spanId().value()),
        parent(span),
        parentHref(layout, row, path),
        facts(span),
        groups(span),
        span.events().stream().map(event -> event(event, span)).toList(),
        dropped(span.dropped().events(), "event"),
        span.links().stream().map(SpanPanel::link).toList(),
        dropped(span.dropped().links(), "link"));
  }

  private static List<String> warnings(TraceLayout layout, int row) {
    Span span = layout.span(row);
    List<String> warnings = new ArrayList<>();
    if (span.endsBeforeStart()) {
      warnings.add(ENDS_BEFORE_START);
    }
    if (span.end() instanceof EndTime.None) {
      warnings.add(NO_END);
    }
    if (layout.node(row).place() == Place.PARENT_MISSING) {
      warnings.add(PARENT_MISSING);
    }
    if (layout.node(row).place() == Place.CYCLE_CUT) {
      warnings.add(CYCLE_CUT);
    }
    if (layout.number(row) > 1) {
      warnings.add(DUPLICATE + " This is number " + layout.number(row) + ".");
    }
    return warnings;
  }

  private static String parent(Span span) {
    return span.parent() instanceof Parent.Of(SpanId id) ? VisibleText.line(id.value()) : "";
  }

  private static String parentHref(TraceLayout layout, int row, String path) {
    if (!(layout.span(row).parent() instanceof Parent.Of(SpanId id))
        || layout.node(row).place() == Place.PARENT_MISSING) {
      return "";
    }
    return UrlQuery.EMPTY.with("span", id.value()).at(path);
  }

  private static List<AttributeLine> facts(Span span) {
    List<AttributeLine> facts = new ArrayList<>();
    facts.add(AttributeLine.fact("start", Formats.iso(span.start())));
    facts.add(AttributeLine.fact("start, unix ns", UnixNano.decimal(span.start())));
    if (span.end() instanceof EndTime.At(Instant end)) {
      facts.add(AttributeLine.fact("end", Formats.iso(end)));
      facts.add(AttributeLine.fact("end, unix ns", UnixNano.decimal(end)));
    } else {
      facts.add(AttributeLine.fact("end", "not known"));
    }
    facts.add(AttributeLine.fact("flags", "0x%02x".formatted(span.flags())));
    addUnlessEmpty(facts, "trace state", span.traceState());
    return facts;
  }

  private static List<Group> groups(Span span) {
    var scope = span.scope();
    List<AttributeLine> resourceLines =
        new ArrayList<>(AttributeLine.of(span.resource().attributes()));
    addUnlessEmpty(resourceLines, "(schema URL)", span.resource().schemaUrl());
    List<AttributeLine> scopeLines = new ArrayList<>();
    addUnlessEmpty(scopeLines, "(name)", scope.name());
    addUnlessEmpty(scopeLines, "(version)", scope.version());
    addUnlessEmpty(scopeLines, "(schema URL)", scope.schemaUrl());
    scopeLines.addAll(AttributeLine.of(scope.attributes()));
    return List.of(
        group("Attributes", AttributeLine.of(span.attributes()), span.dropped().attributes()),
        group("Resource", resourceLines, span.resource().droppedAttributesCount()),
        group("Scope", scopeLines, scope.droppedAttributesCount()));
  }

  private static Group group(String title, List<AttributeLine> lines, long dropped) {
    return new Group(title, lines, dropped(dropped, "attribute"));
  }

  private static Event event(SpanEvent event, Span span) {
    long offset = UnixNano.position(event.time()) - UnixNano.position(span.start());
    return new Event(
        (offset < 0 ? "" : "+") + Formats.duration(offset),
        Formats.exact(offset) + " after the span began",
        Formats.iso(event.time()),
        VisibleText.line(event.name()),
        AttributeLine.of(event.attributes()),
        dropped(event.droppedAttributesCount(), "attribute"));
  }

  private static Link link(SpanLink link) {
    Attributes attributes = link.attributes();
    List<AttributeLine> lines = new ArrayList<>();
    addUnlessEmpty(lines, "(trace state)", link.traceState());
    lines.add(AttributeLine.fact("(flags)", "0x%02x".formatted(link.flags())));
    lines.addAll(AttributeLine.of(attributes));
    Optional<TraceId> traceId = TraceId.parse(link.traceId());
    return new Link(
        VisibleText.line(link.traceId()),
        VisibleText.line(link.spanId()),
        traceId.map(id -> href(id, link.spanId())).orElse(""),
        lines,
        dropped(link.droppedAttributesCount(), "attribute"));
  }

  private static String href(TraceId traceId, String spanId) {
    String path = TracePaths.trace(traceId.value());
    return spanId.isEmpty() ? path : UrlQuery.EMPTY.with("span", spanId).at(path);
  }

  private static void addUnlessEmpty(List<AttributeLine> lines, String name, String value) {
    if (!value.isEmpty()) {
      lines.add(AttributeLine.fact(name, value));
    }
  }

  private static String dropped(long count, String noun) {
    return count == 0 ? "" : Formats.count(count, noun) + " dropped, by the sender or by a limit";
  }
}
