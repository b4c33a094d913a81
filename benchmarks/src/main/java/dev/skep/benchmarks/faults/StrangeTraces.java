package dev.skep.benchmarks.faults;

import dev.skep.benchmarks.faults.Client.Answer;
import dev.skep.benchmarks.process.SkepServer;
import dev.skep.benchmarks.proof.SegmentFiles;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// D-35 and D-36: ids and times of all forms, crossed with each other, and traces of all shapes.
/// Every list and every view of them is answered, and shows each span once.
public final class StrangeTraces implements Fault {
  private static final int CHAIN = 100_000;
  private static final int STAR = 100_000;
  private static final int PER_REQUEST = 50_000;
  private static final double MOST_MILLIS = 5_000;
  private static final Pattern SPAN_ID = Pattern.compile("\"spanId\":\"([^\"]*)\",");
  private static final Pattern ACCEPTED = Pattern.compile("\"accepted\":([0-9]+)");

  // As they stand in JSON; what is no id refuses its span.
  private static final String[] TRACE_IDS = {
    "0af7651916cd43dd8448eb211c80319c",
    "0AF7651916CD43DD8448EB211C80319C",
    "00000000000000000000000000000000",
    "0af7651916cd43dd",
    "0af7651916cd43dd8448eb211c80319c0",
    "abc123...",
    "trace/with?strange#parts",
    "..",
    "%2e%2e",
    "\u540d\u524d",
    " ",
    "",
    "x".repeat(64),
    "x".repeat(65)
  };
  private static final String[] SPAN_IDS = {
    "b7ad6b7169203331", "B7AD6B7169203331", "0000000000000000", "span001", "b7ad", "", "<b>"
  };
  private static final String[] TIMES = {
    "0",
    "1",
    "999",
    "1763906400000000000",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "\"1763906400000000001\"",
    "-1",
    "1e3",
    "\"soon\"",
    "null"
  };

  @Override
  public String name() {
    return "shapes";
  }

  @Override
  public void befall(Scene scene) throws IOException, InterruptedException, SQLException {
    long accepted = 0;
    try (SkepServer server = scene.start();
        Client client = new Client(server)) {
      accepted += crossed(scene, client);
      lists(scene, client);
      views(scene, client);
      accepted += shapes(scene, client);
      lists(scene, client);
    }
    SegmentFiles files = new SegmentFiles(scene.data());
    files.integrityCheck(scene.findings());
    scene.measured("Spans accepted; in the files", "%,d; %,d".formatted(accepted, files.spans()));
    scene.require(files.spans() <= accepted, "more spans are stored than were accepted");
  }

  /// @return how many spans the server accepted
  private static long crossed(Scene scene, Client client) throws IOException, InterruptedException {
    long accepted = 0;
    int spans = 0;
    for (String trace : TRACE_IDS) {
      List<String> batch = new ArrayList<>();
      for (String id : SPAN_IDS) {
        for (String start : TIMES) {
          for (String end : TIMES) {
            batch.add(
                """
                {"traceId":"%s","spanId":"%s%s","name":"n","startTimeUnixNano":%s,"endTimeUnixNano":%s}\
                """
                    .formatted(trace, id, id.equals("span001") ? batch.size() : "", start, end));
          }
        }
      }
      spans += batch.size();
      Answer answer =
          client.postJson(
              "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":["
                  + String.join(",", batch)
                  + "]}]}]}");
      scene.require(
          answer.status() == 200, "trace id %s: status %d".formatted(trace, answer.status()));
      accepted += acceptedOf(answer);
    }
    scene.measured(
        "Spans of all forms of ids and times",
        "%,d, of them accepted %,d".formatted(spans, accepted));
    return accepted;
  }

  private static long acceptedOf(Answer answer) {
    Matcher count = ACCEPTED.matcher(answer.body());
    return count.find() ? Long.parseLong(count.group(1)) : 0;
  }

  private static void lists(Scene scene, Client client) throws IOException, InterruptedException {
    for (String sort : List.of("newest", "oldest", "slowest", "most-spans", "most-errors")) {
      for (String path : List.of("/traces", "/api/v1/traces")) {
        expect(scene, client, path + "?range=all&limit=200&sort=" + sort);
      }
    }
    for (String path :
        List.of(
            "/traces?q=%7B%20nestedSetParent%20%3C%200%20%7D&range=all",
            "/api/v1/status", "/metrics")) {
      expect(scene, client, path);
    }
  }

  private static void views(Scene scene, Client client) throws IOException, InterruptedException {
    for (String id : TRACE_IDS) {
      boolean isId = !id.isBlank() && id.length() <= 64 && !id.matches("0+");
      String path = "/traces/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
      // An address of dots alone is another address, for every client on the way.
      if (isId && !id.equals("..")) {
        for (String view :
            List.of("", "?view=flame", "?view=statistics", "?view=text", "?view=json")) {
          expect(scene, client, path + view);
        }
        expect(scene, client, "/api/v1" + path);
      }
    }
  }

  private static long shapes(Scene scene, Client client) throws IOException, InterruptedException {
    long accepted = 0;
    accepted += shape(scene, client, "self-parent", 1, List.of(MadeSpans.span(1, 1, 1)));
    for (int length : new int[] {2, 3, 1_000}) {
      accepted +=
          shape(scene, client, "cycle of " + length, 10 + length, cycle(10 + length, length, 1));
    }
    List<Span> two = new ArrayList<>(cycle(2, 3, 1));
    two.addAll(cycle(2, 4, 100));
    two.add(MadeSpans.span(2, 1_000, 0));
    two.add(MadeSpans.span(2, 1_001, 1_000));
    accepted += shape(scene, client, "two cycles and a root", 2, two);
    accepted +=
        shape(
            scene,
            client,
            "orphans and roots",
            3,
            IntStream.rangeClosed(1, 500)
                .mapToObj(n -> MadeSpans.span(3, n, n % 2 == 0 ? 0 : 10_000 + n))
                .toList());
    accepted +=
        shape(
            scene,
            client,
            "chain of 100,000",
            4,
            IntStream.rangeClosed(1, CHAIN).mapToObj(n -> MadeSpans.span(4, n, n - 1)).toList());
    accepted +=
        shape(
            scene,
            client,
            "star of 100,000",
            5,
            IntStream.rangeClosed(1, STAR)
                .mapToObj(n -> MadeSpans.span(5, n, n == 1 ? 0 : 1))
                .toList());
    return accepted;
  }

  private static List<Span> cycle(long trace, int length, long first) {
    return IntStream.range(0, length)
        .mapToObj(n -> MadeSpans.span(trace, first + n, first + (n + 1) % length))
        .toList();
  }

  /// Posts a trace twice, and looks at it in every way.
  private static long shape(Scene scene, Client client, String what, long trace, List<Span> spans)
      throws IOException, InterruptedException {
    long accepted = 0;
    for (int from = 0; from < spans.size(); from += PER_REQUEST) {
      byte[] body =
          MadeSpans.request(spans.subList(from, Math.min(spans.size(), from + PER_REQUEST)));
      for (int again = 0; again < 2; again++) {
        Answer answer = client.postProtobuf(body);
        scene.require(
            answer.status() == 200, "%s: posted: status %d".formatted(what, answer.status()));
        accepted += acceptedOf(answer);
      }
    }
    double slowest = 0;
    String page = "/traces/" + MadeSpans.hexOfTrace(trace);
    for (String view :
        List.of(
            "",
            "?fold=none&row=90000",
            "?view=flame",
            "?view=statistics",
            "?view=text",
            "?find=fault")) {
      slowest = Math.max(slowest, expect(scene, client, page + view).millis());
    }
    Answer whole = expect(scene, client, "/api/v1" + page);
    Matcher ids = SPAN_ID.matcher(whole.body());
    long shown = ids.results().map(id -> id.group(1)).distinct().count();
    scene.require(
        shown == spans.size(),
        "%s: %,d of %,d spans are shown".formatted(what, shown, spans.size()));
    scene.measured(what, "slowest view %,.0f ms".formatted(slowest));
    return accepted;
  }

  private static Answer expect(Scene scene, Client client, String path)
      throws IOException, InterruptedException {
    Answer answer = client.get(path);
    scene.require(answer.status() == 200, "GET %s: status %d".formatted(path, answer.status()));
    scene.require(
        answer.millis() < MOST_MILLIS, "GET %s took %,.0f ms".formatted(path, answer.millis()));
    return answer;
  }
}
