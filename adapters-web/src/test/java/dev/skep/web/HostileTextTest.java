package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.ingest.Guardrails.Admission;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.HostileTexts;
import dev.skep.domain.trace.InstrumentationScope;
import dev.skep.domain.trace.Parent;
import dev.skep.domain.trace.Resource;
import dev.skep.domain.trace.Span;
import dev.skep.domain.trace.SpanEvent;
import dev.skep.domain.trace.SpanId;
import dev.skep.domain.trace.SpanLink;
import dev.skep.domain.trace.SpanStatus;
import dev.skep.domain.trace.Spans;
import dev.skep.domain.trace.StatusCode;
import dev.skep.domain.trace.TraceId;
import dev.skep.web.query.PercentCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Text that a sender chose never becomes markup, an expression, or a script: with each payload in
/// every stored field, each page has the same elements and attributes as with harmless text.
class HostileTextTest {
  private static final String HARMLESS = "harmless";

  /// An address of the web becomes a link, as it should.
  static Stream<String> payloads() {
    return HostileTexts.all().stream().filter(text -> !text.startsWith("http://"));
  }

  private static final List<String> ADDRESSES =
      List.of("href", "src", "action", "hx-get", "hx-post", "xlink|href", "formaction");
  private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*:");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private static RunningDoor door;
  private static RunningDoor harmless;

  /// The shapes of harmless answers, which are the same whatever they are compared with.
  private static final Map<String, List<String>> EXPECTED = new HashMap<>();

  /// Both stores hold as many traces, services and operations.
  @BeforeAll
  static void open() {
    door = RunningDoor.open();
    harmless = RunningDoor.open();
    int number = 0;
    for (String payload : payloads().toList()) {
      door.with(with(payload));
      send(door, payload);
      send(harmless, HARMLESS + number);
      harmless.with(with(HARMLESS + number++));
    }
  }

  private static void send(RunningDoor door, String word) {
    List<Span> spans =
        List.of(
            Spans.span(1)
                .of(
                    Resource.of(
                        Attributes.builder()
                            .put("service.namespace", word)
                            .put("telemetry.sdk.name", word)
                            .put("telemetry.sdk.version", word)
                            .put("host.name", word)
                            .build()))
                .build());
    door.senders().taken(new Admission(spans, spans, spans), List.of());
  }

  @AfterAll
  static void close() {
    door.close();
    harmless.close();
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void a_payload_in_every_field_changes_no_element_and_no_attribute_name(String payload) {
    String word = PercentCode.encode(payload);

    sameShape("/traces/" + PercentCode.encode(HostileTexts.id(payload)), "/traces/" + HARMLESS + 0);
    sameShape(
        "/traces?service=" + word + "&operation=" + word,
        "/traces?service=" + HARMLESS + 0 + "&operation=" + HARMLESS + 0);
    sameShape(
        "/traces?source=" + word + "&minDuration=" + word + "&sort=" + word + "&cursor=" + word,
        "/traces?source=x&minDuration=x&sort=x&cursor=x");
    sameShape("/traces/" + word + "unknown", "/traces/unknown");
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void nor_does_it_in_any_other_view_of_its_trace(String payload) {
    String trace = "/traces/" + PercentCode.encode(HostileTexts.id(payload));
    String other = "/traces/" + HARMLESS + 0;
    String word = PercentCode.encode(payload);

    for (String view : List.of("flame", "statistics", "text", "json")) {
      sameShape(trace + "?view=" + view, other + "?view=" + view);
    }
    if (payload.matches(".+")) {
      sameShape(trace + "/rows?row=0", other + "/rows?row=0");
    }
    // Blanks and ends of lines around a parameter are left aside.
    if (payload.equals(payload.strip())) {
      String id = trace.substring("/traces/".length());
      sameShape("/compare?a=" + id + "&b=" + id, "/compare?a=" + HARMLESS + "0&b=" + HARMLESS + 0);
    }
    sameShape("/login?next=" + word, "/login?next=x");
    sameShape("/nowhere/" + word, "/nowhere/x");
  }

  @Test
  void a_list_of_all_payloads_has_the_shape_of_a_harmless_one() {
    sameShape("/traces", "/traces");
    sameShape("/services", "/services");
    sameShape("/map", "/map");
    sameShape("/services/" + PercentCode.encode("${7*7}"), "/services/" + HARMLESS + 24);
    sameShape("/status", "/status");
    sameShape("/status/figures", "/status/figures");
  }

  @Test
  void names_of_saved_searches_are_text_too() {
    Set<String> names = new LinkedHashSet<>();
    payloads()
        .forEach(text -> names.add(text.strip().substring(0, Math.min(80, text.strip().length()))));
    int number = 0;
    for (String name : names) {
      if (isSaved(door, name)) {
        isSaved(harmless, HARMLESS + number++);
      }
    }

    assertThat(number).isGreaterThan(150);
    sameShape("/searches", "/searches");
    sameShape("/searches/menu", "/searches/menu");
  }

  private static boolean isSaved(RunningDoor door, String name) {
    String form = "name=" + PercentCode.encode(name) + "&back=%2Ftraces%3Fstatus%3Derror";
    var answer = door.send("POST", "/searches", form);
    return answer.headers().firstValue("Location").orElse("").startsWith("/traces");
  }

  /// An address of our own, or one of the web that leaves nothing behind.
  @ParameterizedTest
  @MethodSource("payloads")
  void an_address_in_a_page_is_a_path_of_ours_or_leads_to_the_web(String payload) {
    String trace = "/traces/" + PercentCode.encode(HostileTexts.id(payload));
    for (String path : List.of(trace, "/traces", "/services", "/map", "/status")) {
      Document page = door.page(path);
      for (String name : ADDRESSES) {
        for (Element element : page.select("[" + name + "]")) {
          String address = element.attr(name);
          boolean ours =
              address.matches("(/(?![/\\\\])|\\?|#)?[!-~]*") && !SCHEME.matcher(address).find();
          boolean web =
              address.matches("https?://[!-~]+")
                  && element.attr("rel").equals("noopener noreferrer");
          assertThat(ours || web).as(path + " " + element).isTrue();
        }
      }
    }
  }

  @Test
  void no_metric_says_anything_of_it() {
    Map<String, Set<String>> labels = new HashMap<>();
    LABEL
        .matcher(door.get("/metrics").body())
        .results()
        .forEach(label ->
            labels.computeIfAbsent(label.group(1), _ -> new HashSet<>()).add(label.group(2)));

    assertThat(labels).isNotEmpty();
    assertThat(labels.values())
        .allSatisfy(values ->
            assertThat(values)
                .hasSizeLessThanOrEqualTo(50)
                .allMatch(value -> value.matches("[a-zA-Z0-9_+. -]{1,40}")));
  }

  @Test
  void nothing_of_a_payload_is_lost_for_the_reader() {
    var page = door.page("/traces/" + PercentCode.encode("${7*7}"));

    assertThat(page.select("#span h2").text()).isEqualTo("${7*7}");
    assertThat(page.select("#span .attributes td").eachText()).contains("${7*7}");
  }

  private static void sameShape(String path, String harmlessPath) {
    Document page = door.page(path);
    Document piece = Jsoup.parse(door.getPiece(path).body());

    same(
        path,
        shape(page),
        EXPECTED.computeIfAbsent("page " + harmlessPath, _ -> shape(harmless.page(harmlessPath))));
    same(
        path,
        shape(piece),
        EXPECTED.computeIfAbsent(
            "piece " + harmlessPath,
            _ -> shape(Jsoup.parse(harmless.getPiece(harmlessPath).body()))));
    assertThat(page.text().replaceAll("[0-9a-f]{16,}|[0-9,]{4,}", "")).doesNotContain("49");
  }

  /// Tells the first difference alone: a page has many elements.
  private static void same(String path, List<String> found, List<String> expected) {
    for (int i = 0; i < Math.min(found.size(), expected.size()); i++) {
      assertThat(found.get(i)).as("%s, element %d", path, i).isEqualTo(expected.get(i));
    }
    assertThat(found).as(path).hasSameSizeAs(expected);
  }

  /// Elements in order, each with the names of its attributes and with its classes; the colour of a
  /// service comes from a hash of its name, and has a number in its class. Places where the line of
  /// a key may end are as many as it has dots.
  private static List<String> shape(Document html) {
    return html.getAllElements().stream()
        .map(HostileTextTest::shape)
        .filter(shape -> !shape.equals("wbr[]"))
        .toList();
  }

  private static String shape(Element element) {
    return element.tagName()
        + element.className().replaceAll("[0-9]+", "")
        + element.attributes().asList().stream()
            .map(Attribute::getKey)
            .filter(name -> !name.equals("selected"))
            .sorted()
            .toList();
  }

  private static Spans.Builder with(String text) {
    var attributes =
        Attributes.builder()
            .put(text, text)
            .put("list", new AttributeValue.ArrayValue(List.of(AttributeValue.of(text))))
            .put("map", new AttributeValue.MapValue(Attributes.of(text, AttributeValue.of(text))))
            .build();
    var resource = Attributes.builder().put("service.name", text).put("r" + text, text).build();
    return span(1)
        .in(new TraceId(HostileTexts.id(text)))
        .under(Parent.of(new SpanId(HostileTexts.id(text))))
        .withTraceState(text)
        .named(text)
        .withStatus(new SpanStatus(StatusCode.ERROR, text))
        .with(attributes)
        .withEvents(new SpanEvent(Spans.NOON, text, attributes, 1))
        .withLinks(
            new SpanLink(HostileTexts.id(text), HostileTexts.id(text), text, 1, attributes, 1))
        .of(new Resource(resource, 0, text))
        .by(new InstrumentationScope(text, text, attributes, 0, text));
  }
}
