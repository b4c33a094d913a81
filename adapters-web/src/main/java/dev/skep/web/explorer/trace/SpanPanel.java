package dev.skep.web.explorer.trace;

import dev.skep.domain.anatomy.Anatomy;
import dev.skep.domain.calls.Peer;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.EndTime;
import dev.skep.domain.trace.HttpExchange;
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
/// @param call what the span stands for, from its attributes: `client → postgres:5432`
/// @param message the sender's words for its status, or empty
/// @param warnings what is odd about the span, one sentence each
/// @param self its own time: without that of its children, but with the work that Beyla split off
/// @param waiting how long the request waited and what share that is, or empty
/// @param usual how long such calls take as a rule; of at most one element
/// @param closeHref the page without a chosen span
/// @param zoomHref the page with the time axis on this span
/// @param parentHref link to the parent when it is stored, or empty; `parent` is empty for a root
record SpanPanel(
    String name,
    String service,
    String color,
    String call,
    SourceBadge source,
    String status,
    boolean error,
    String message,
    List<String> warnings,
    String startsAt,
    String startsAtExact,
    String duration,
    String durationExact,
    String self,
    String selfExact,
    String share,
    String shareX,
    String shareWidth,
    String waiting,
    List<UsualTime> usual,
    String closeHref,
    String zoomHref,
    String operationHref,
    String spanId,
    String parent,
    String parentHref,
    List<AttributeLine> facts,
    List<Group> groups,
    List<Event> events,
    String droppedEvents,
    List<Link> links,
    String droppedLinks) {
  private static final int LONGEST_NAME = 300;

  /// Attributes of one sort.
  ///
  /// @param dropped how many are missing, in words; or empty
  /// @param open whether they are seen at once
  public record Group(String title, List<AttributeLine> lines, String dropped, boolean open) {}

  /// Something that happened at one moment.
  ///
  /// @param x where it stands on the time axis of the span
  public record Event(
      String offset,
      String exact,
      String iso,
      String name,
      String x,
      boolean isException,
      List<AttributeLine> lines,
      String dropped) {}

  /// A pointer to a span; `href` is empty when its trace id is none.
  public record Link(
      String traceId, String spanId, String href, List<AttributeLine> lines, String dropped) {}

  static SpanPanel of(TraceInView view, Span span, List<UsualTime> usual, String path) {
    Anatomy trace = view.trace();
    int node = view.selected();
    long whole = Math.max(1, trace.duration());
    double share = trace.duration() == 0 ? 0 : (double) trace.duration(node) / whole;
    boolean timed = trace.isTimed(node);
    return new SpanPanel(
        VisibleText.line(span.name(), LONGEST_NAME),
        VisibleText.line(span.serviceName()),
        ServiceColor.of(span.serviceName()),
        call(span),
        SourceBadge.of(span.source()),
        span.status().code().slug(),
        span.status().isError(),
        VisibleText.block(span.status().message()),
        warnings(trace, node),
        Formats.duration(trace.start(node)),
        Formats.exact(trace.start(node)),
        timed ? Formats.duration(trace.duration(node)) : "–",
        timed ? Formats.exact(trace.duration(node)) : "not known",
        timed ? Formats.duration(trace.ownTime(node)) : "–",
        timed ? Formats.exact(trace.ownTime(node)) : "not known",
        Formats.percent(share),
        Timeline.percent((double) trace.start(node) / whole),
        Timeline.width(share),
        waiting(trace, node),
        usual,
        view.state().without(TraceState.NTH).with(TraceState.SPAN, TraceState.NO_SPAN).link(),
        view.state()
            .with(trace, node)
            .with(TraceState.ZOOM, Axis.around(trace, node).zoom())
            .link(),
        AttributeSearch.operation(span.serviceName(), span.name()),
        VisibleText.line(span.spanId().value()),
        parent(span),
        parentHref(trace, node, span, path),
        facts(span),
        groups(span),
        span.events().stream().map(event -> event(event, span)).toList(),
        dropped(span.dropped().events(), "event"),
        span.links().stream().map(SpanPanel::link).toList(),
        dropped(span.dropped().links(), "link"));
  }

  /// Whom it called, or what it was asked for, as far as its attributes say.
  private static String call(Span span) {
    var call = new StringBuilder(span.kind().slug());
    if (span.kind().isExit()) {
      String peer = Peer.of(span).name();
      call.append(peer.equals(Peer.UNKNOWN) ? "" : " → " + VisibleText.line(peer));
    }
    HttpExchange http = HttpExchange.of(span.attributes());
    if (!http.method().isEmpty()) {
      call.append(", ").append(VisibleText.line(http.method() + " " + http.target(), 120).strip());
    }
    if (!http.status().isEmpty()) {
      call.append(", status ").append(VisibleText.line(http.status(), 20));
    }
    return call.toString();
  }

  private static String waiting(Anatomy trace, int node) {
    if (trace.queue(node) == Anatomy.NONE || trace.duration(node) == 0) {
      return "";
    }
    return "Waited "
        + Formats.duration(trace.waiting(node))
        + " in the queue, "
        + Formats.percent((double) trace.waiting(node) / trace.duration(node))
        + " of its time";
  }

  private static List<String> warnings(Anatomy trace, int node) {
    List<String> warnings = new ArrayList<>();
    if (trace.endsBeforeStart(node)) {
      warnings.add(SpanWords.ENDS_BEFORE_START);
    } else if (!trace.isTimed(node)) {
      warnings.add(SpanWords.NO_END);
    }
    if (trace.place(node) == Place.PARENT_MISSING) {
      warnings.add(
          "The parent of this span is not stored: " + SpanWords.missing(trace, trace.parent(node)));
    }
    if (trace.place(node) == Place.CYCLE_CUT) {
      warnings.add(SpanWords.CYCLE_CUT);
    }
    if (trace.number(node) > 1) {
      warnings.add(SpanWords.DUPLICATE + " This is number " + trace.number(node) + ".");
    }
    return warnings;
  }

  private static String parent(Span span) {
    return span.parent() instanceof Parent.Of(SpanId id) ? VisibleText.line(id.value()) : "";
  }

  private static String parentHref(Anatomy trace, int node, Span span, String path) {
    if (!(span.parent() instanceof Parent.Of(SpanId id))
        || trace.place(node) == Place.PARENT_MISSING) {
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
    AttributeLine.addUnlessEmpty(facts, "trace state", span.traceState());
    return facts;
  }

  private static List<Group> groups(Span span) {
    List<Group> groups = new ArrayList<>(AttributeGroups.of(span));
    var scope = span.scope();
    List<AttributeLine> lines = new ArrayList<>();
    AttributeLine.addUnlessEmpty(lines, "(name)", scope.name());
    AttributeLine.addUnlessEmpty(lines, "(version)", scope.version());
    AttributeLine.addUnlessEmpty(lines, "(schema URL)", scope.schemaUrl());
    lines.addAll(AttributeLine.of(scope.attributes()));
    String droppedOfScope = dropped(scope.droppedAttributesCount(), "attribute");
    if (!lines.isEmpty() || !droppedOfScope.isEmpty()) {
      groups.add(new Group("Scope", lines, droppedOfScope, false));
    }
    return groups;
  }

  private static Event event(SpanEvent event, Span span) {
    long offset = UnixNano.position(event.time()) - UnixNano.position(span.start());
    double place = span.durationNano() == 0 ? 0 : (double) offset / span.durationNano();
    return new Event(
        (offset < 0 ? "" : "+") + Formats.duration(offset),
        Formats.exact(offset) + " after the span began",
        Formats.iso(event.time()),
        VisibleText.line(event.name()),
        Timeline.percent(0.02 + 0.96 * Math.clamp(place, 0, 1)),
        event.name().equals("exception"),
        AttributeLine.of(event.attributes()),
        dropped(event.droppedAttributesCount(), "attribute"));
  }

  private static Link link(SpanLink link) {
    Attributes attributes = link.attributes();
    List<AttributeLine> lines = new ArrayList<>();
    AttributeLine.addUnlessEmpty(lines, "(trace state)", link.traceState());
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

  static String dropped(long count, String noun) {
    return count == 0 ? "" : Formats.count(count, noun) + " dropped, by the sender or by a limit";
  }
}
