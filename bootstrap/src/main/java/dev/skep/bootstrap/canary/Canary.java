package dev.skep.bootstrap.canary;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Span;
import dev.skep.otlp.encode.ExportRequests;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sends traces of a seed to a running Skep and looks whether all of them come back as they were
/// sent: by id, by search, and on the pages. What it sends is left to retention.
public final class Canary {
  /// The most traces of one run.
  public static final int MOST_TRACES = 10_000;

  private static final int ROWS_OF_A_PAGE = 100;
  private static final Pattern ROW = Pattern.compile("class=\"row-link\" href=\"/traces/(\\w+)\"");
  private static final Pattern NEXT = Pattern.compile("<a[^>]* rel=\"next\" href=\"([^\"]*)\"");

  private final CanaryTarget target;
  private final Clock clock;
  private final Steps steps;

  public Canary(CanaryTarget target, Clock clock, Steps steps) {
    this.target = target;
    this.clock = clock;
    this.steps = steps;
  }

  /// Does it once.
  ///
  /// @param count how many traces, 1 to [#MOST_TRACES]
  /// @throws CannotAskException if Skep takes nothing in, or does not answer
  public CanaryReport run(long seed, int count) throws CannotAskException {
    List<CanaryTrace> traces = CanaryTraces.of(seed, count, clock.instant());
    var findings = new Findings();
    try (var client = new CanaryClient(target)) {
      List<CanaryTrace> taken = steps.step("send traces", () -> send(client, traces));
      if (taken.isEmpty()) {
        throw new CannotAskException(
            "it wants none of these traces: look at TRACES_SAMPLE_RATE and"
                + " TRACES_INGEST_MAX_SPANS_PER_SEC of that Skep");
      }
      var asking = new Asking(client, taken, ids(traces, taken), findings);
      asking.all();
      return new CanaryReport(
          taken.size(),
          taken.stream().mapToInt(trace -> trace.spans().size()).sum(),
          count - taken.size(),
          client.questions(),
          findings.lines(),
          findings.count());
    }
  }

  /// Sends each trace in one of the ways that there are.
  ///
  /// @return those of which every span was taken
  private static List<CanaryTrace> send(CanaryClient client, List<CanaryTrace> traces)
      throws CannotAskException {
    List<CanaryTrace> taken = new ArrayList<>();
    for (int i = 0; i < traces.size(); i++) {
      CanaryTrace trace = traces.get(i);
      CanaryClient.Coding coding =
          switch (i % 3) {
            case 0 -> CanaryClient.Coding.JSON;
            case 1 -> CanaryClient.Coding.PROTOBUF;
            default -> CanaryClient.Coding.GZIPPED_PROTOBUF;
          };
      int size = trace.spans().size();
      // Every other trace in two requests, the end before the beginning: so traces arrive.
      int cut = i % 2 == 0 ? size / 2 : 0;
      long accepted = send(client, trace.spans().subList(cut, size), coding);
      if (cut > 0) {
        accepted += send(client, trace.spans().subList(0, cut), coding);
      }
      if (accepted == size) {
        taken.add(trace);
      }
    }
    return taken;
  }

  private static long send(CanaryClient client, List<Span> spans, CanaryClient.Coding coding)
      throws CannotAskException {
    byte[] body =
        coding == CanaryClient.Coding.JSON
            ? JsonTree.write(OtlpTree.of(spans))
            : ExportRequests.of(spans).toByteArray();
    return client.send(body, coding);
  }

  /// The ids of what was not taken as a whole: parts of it may be there.
  private static Set<String> ids(List<CanaryTrace> traces, List<CanaryTrace> taken) {
    Set<CanaryTrace> aside = new LinkedHashSet<>(traces);
    taken.forEach(aside::remove);
    Set<String> ids = new LinkedHashSet<>();
    aside.forEach(trace -> ids.add(trace.id().value()));
    return ids;
  }

  /// The questions of one run.
  private final class Asking {
    private final CanaryClient client;
    private final List<CanaryTrace> traces;
    private final Set<String> aside;
    private final Findings findings;
    private final String run;

    Asking(CanaryClient client, List<CanaryTrace> traces, Set<String> aside, Findings findings) {
      this.client = client;
      this.traces = traces;
      this.aside = aside;
      this.findings = findings;
      this.run = traces.getFirst().root().attributes().text(CanaryTraces.RUN).orElseThrow();
    }

    void all() throws CannotAskException {
      steps.step("read by id", this::readById);
      steps.step("search", this::search);
      steps.step("read pages", this::readPages);
    }

    private boolean readById() throws CannotAskException {
      for (CanaryTrace trace : traces) {
        String path = "/api/v1/traces/" + trace.id().value();
        compare(trace, "", ApiTree.trace(trace), client.json(path));
        compare(trace, " as OTLP", OtlpTree.of(trace.spans()), client.json(path + "?format=otlp"));
      }
      return true;
    }

    private void compare(CanaryTrace trace, String form, Object sent, Object back) {
      String where = "trace " + trace.id().value() + form;
      if (back == JsonTree.Nothing.NULL) {
        findings.add(where + " is missing");
      } else {
        findings.addAll(where, Differences.between(sent, back));
      }
    }

    private boolean search() throws CannotAskException {
      for (CanarySearch search : CanarySearch.of(run, traces)) {
        List<CanaryTrace> expected = search.expected(traces);
        // Several pages, and no end of them.
        int limit = Math.clamp(expected.size() / 3 + 1, 1, 1000);
        Map<String, Object> found = new LinkedHashMap<>();
        String cursor = "";
        for (int page = 0; page <= expected.size() / limit + 1; page++) {
          String at = cursor.isEmpty() ? "" : "&cursor=" + cursor;
          Object answer =
              client.json("/api/v1/traces?" + search.parameters() + "&limit=" + limit + at);
          for (Object row : JsonTree.elements(JsonTree.field(answer, "traces"))) {
            found.put(JsonTree.text(JsonTree.field(row, "traceId")), row);
          }
          cursor = JsonTree.text(JsonTree.field(answer, "next"));
          if (cursor.isEmpty()) {
            break;
          }
        }
        String where = "search by " + search.name();
        compareIds(where, expected, found.keySet());
        for (CanaryTrace trace : expected) {
          Object row = found.getOrDefault(trace.id().value(), JsonTree.Nothing.NULL);
          if (row != JsonTree.Nothing.NULL) {
            findings.addAll(
                where + ": trace " + trace.id().value(),
                Differences.between(ApiTree.row(trace), row));
          }
        }
      }
      return true;
    }

    private void compareIds(String where, List<CanaryTrace> expected, Set<String> found) {
      List<String> sent = expected.stream().map(trace -> trace.id().value()).toList();
      List<String> back = found.stream().filter(id -> !aside.contains(id)).toList();
      if (sent.equals(back)) {
        return;
      }
      Set<String> missing = new LinkedHashSet<>(sent);
      back.forEach(missing::remove);
      missing.forEach(id -> findings.add(where + ": trace " + id + " is missing"));
      Set<String> tooMuch = new LinkedHashSet<>(back);
      sent.forEach(tooMuch::remove);
      tooMuch.forEach(id -> findings.add(where + ": trace " + id + " is found and should not be"));
      if (missing.isEmpty() && tooMuch.isEmpty()) {
        findings.add(where + ": the traces are in another order");
      }
    }

    private boolean readPages() throws CannotAskException {
      readList();
      for (CanaryTrace trace : traces) {
        readTrace(trace);
      }
      return true;
    }

    /// Turns the pages of the list by their own links.
    private void readList() throws CannotAskException {
      CanarySearch everything = CanarySearch.everything(run);
      Set<String> found = new LinkedHashSet<>();
      String path = "/traces?" + everything.parameters() + "&limit=" + ROWS_OF_A_PAGE;
      for (int page = 0; page <= traces.size() / ROWS_OF_A_PAGE + 1 && !path.isEmpty(); page++) {
        String html = page(path);
        ROW.matcher(html).results().forEach(row -> found.add(row.group(1)));
        Matcher next = NEXT.matcher(html);
        path = next.find() ? ownPath(next.group(1)) : "";
      }
      compareIds("page /traces", everything.expected(traces), found);
    }

    private void readTrace(CanaryTrace trace) throws CannotAskException {
      Span chosen = trace.spans().getLast();
      String path = "/traces/" + trace.id().value();
      String html = page(path + "?span=" + chosen.spanId().value());
      if (html.isEmpty()) {
        findings.add("page " + path + " is missing");
        return;
      }
      for (Span span : trace.spans()) {
        lookFor("the span " + Differences.shown(span.name()), span.name(), path, html);
      }
      if (chosen.attributes().get(CanaryTraces.TEXT).orElseThrow()
              instanceof AttributeValue.StringValue(String text)
          && text.codePoints().noneMatch(Character::isISOControl)) {
        lookFor("the attribute " + CanaryTraces.TEXT, text, path, html);
      }
    }

    private void lookFor(String what, String text, String path, String html) {
      if (!html.contains(">" + escaped(text) + "<")) {
        findings.add("page " + path + ": " + what + " is missing");
      }
    }

    private String page(String path) throws CannotAskException {
      return new String(client.get(path), StandardCharsets.UTF_8);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /// The path and query of a link; empty when it leads elsewhere.
  private static String ownPath(String link) {
    String path = link.replace("&amp;", "&");
    return path.startsWith("/traces?") && URI.create(path).getHost() == null ? path : "";
  }
}
