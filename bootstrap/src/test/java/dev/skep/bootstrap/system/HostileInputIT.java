package dev.skep.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.skep.domain.search.condition.Field;
import dev.skep.domain.search.condition.Operator;
import dev.skep.domain.search.condition.SpanCondition;
import dev.skep.domain.search.condition.SpansetCondition;
import dev.skep.domain.search.condition.Value;
import dev.skep.domain.search.traceql.TraceQl;
import dev.skep.domain.trace.HostileTexts;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What readers may write into an address to break out of a query: where a text is looked for, it
/// is found, and nothing but it; everywhere else it is refused or left aside, and nothing fails.
/// And how deep senders may nest values.
final class HostileInputIT {
  private static final List<String> TEXTS =
      Stream.concat(InjectionTexts.ALL.stream(), HostileTexts.all().stream()).distinct().toList();

  /// Addresses; a text goes to each `¿`, the id of its trace to each `%s`.
  private static final List<String> ADDRESSES =
      List.of(
          "/api/v1/traces?source=¿",
          "/api/v1/traces?status=¿",
          "/api/v1/traces?minDuration=¿",
          "/api/v1/traces?maxDuration=¿",
          "/api/v1/traces?range=¿",
          "/api/v1/traces?from=¿",
          "/api/v1/traces?to=¿",
          "/api/v1/traces?sort=¿",
          "/api/v1/traces?limit=¿",
          "/api/v1/traces?cursor=¿",
          "/api/v1/traces?q=¿",
          "/api/v1/traces?¿=1",
          "/api/v1/traces/summary?service=¿&operation=¿",
          "/api/v1/traces/¿",
          "/api/v1/traces/1?format=¿",
          "/api/v1/attributes?prefix=¿",
          "/api/v1/attributes?limit=¿",
          "/api/v1/attributes/¿/values?prefix=¿",
          "/api/v1/services?from=¿",
          "/api/v1/services/¿/operations",
          "/api/v1/red?service=¿",
          "/api/v1/red?step=¿",
          "/api/v1/edges?to=¿",
          "/traces?service=¿&operation=¿&live=¿&shown=¿",
          "/traces?source=¿&status=¿&minDuration=¿&maxDuration=¿&range=¿&sort=¿&limit=¿&cursor=¿&q=¿",
          "/traces?from=¿&to=¿",
          "/search?q=¿&was=¿&key=¿&op=¿&value=¿&service=¿",
          "/cell?at=¿&service=¿",
          "/live?live=on&service=¿&seen=¿",
          "/traces/¿",
          "/traces/%s?span=¿&nth=¿&find=¿&mark=¿&errors=¿&fold=¿&level=¿&closed=¿&open=¿&runs=¿&parts=¿"
              + "&zoom=¿&critical=¿&row=¿",
          "/traces/%s?view=¿",
          "/traces/%s/rows?row=¿&find=¿",
          "/traces/%s.txt?find=¿&zoom=¿",
          "/compare?a=%s&b=¿",
          "/services?name=¿&sort=¿&range=¿",
          "/services/¿?from=¿&to=¿",
          "/map?range=¿&from=¿",
          "/range?from=¿&to=¿&back=¿",
          "/login?next=¿");

  @TempDir static Path folder;
  private static SkepServer skep;
  private static final ExecutorService READERS = Executors.newFixedThreadPool(3);

  /// Of each text one trace, with it as service, as name, and as an attribute.
  @BeforeAll
  static void store() throws Exception {
    skep = SkepServer.start(folder, Map.of("TRACES_MASK_SECRETS", "false"));
    skep.store(request());
  }

  @AfterAll
  static void stop() {
    READERS.close();
    skep.close();
  }

  @Test
  void what_is_looked_for_is_found_and_nothing_else() throws Exception {
    assertThat(TEXTS).hasSizeGreaterThan(300);
    List<Future<String>> wrong = new ArrayList<>();
    for (int i = 0; i < TEXTS.size(); i++) {
      String text = TEXTS.get(i);
      String id = id(i);
      if (!text.isBlank()) {
        wrong.add(finds(id, "service=" + encoded(text)));
        wrong.add(finds(id, "operation=" + encoded(text)));
      }
      wrong.add(finds(id, "q=" + encoded(attributeQuery(text))));
    }

    assertThat(all(wrong)).isEmpty();
  }

  @Test
  void whatever_stands_in_a_parameter_nothing_fails() throws Exception {
    String before = storedSpans();
    List<Future<String>> failed = new ArrayList<>();
    for (int i = 0; i < TEXTS.size(); i++) {
      // A quarter of all pairs is some 3,000: each address meets texts of every kind.
      for (int address = i % 4; address < ADDRESSES.size(); address += 4) {
        failed.add(answers(ADDRESSES.get(address), i));
      }
    }

    assertThat(all(failed)).isEmpty();
    assertThat(storedSpans()).isEqualTo(before);
  }

  private static String storedSpans() throws Exception {
    Object storage = Json.object(skep.get("/api/v1/status").body()).get("storage");
    return Json.text(Json.object(storage).get("spans"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 32})
  void the_deepest_values_that_come_in_are_stored_found_and_read_back(int levels) throws Exception {
    String id = "%032x".formatted(0xdee9_0000 + levels);
    String value = nested(levels);

    assertThat(skep.post(deep(id, value)).statusCode()).isEqualTo(200);

    assertThat(finds(id, "operation=deep%20" + id).get()).isEmpty();
    assertThat(
            finds(id, "q=" + encoded("{ span.deep != nil && name = \"deep " + id + "\" }")).get())
        .isEmpty();
    assertThat(readBack(id)).isEqualTo(Json.parse(value.getBytes(StandardCharsets.UTF_8)));
    assertThat(skep.get("/traces/" + id).statusCode()).isEqualTo(200);
  }

  @Test
  void deeper_values_come_in_as_deep_as_the_limit() throws Exception {
    String id = "%032x".formatted(0xdee9_1000);

    assertThat(skep.post(deep(id, nested(200))).statusCode()).isEqualTo(200);

    assertThat(readBack(id).toString()).contains("nested deeper than 32 levels");
    assertThat(skep.post(deep(id, nested(5_000))).statusCode()).isEqualTo(400);
  }

  /// A text within so many arrays and maps in turn.
  private static String nested(int levels) {
    String value = "{\"stringValue\":\"bottom\"}";
    for (int i = 0; i < levels; i++) {
      value =
          i % 2 == 0
              ? "{\"arrayValue\":{\"values\":[" + value + "]}}"
              : "{\"kvlistValue\":{\"values\":[{\"key\":\"k\",\"value\":" + value + "}]}}";
    }
    return value;
  }

  private static String deep(String id, String value) {
    return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\""
        + id
        + "\",\"spanId\":\"00000000000000ab\",\"name\":\"deep "
        + id
        + "\",\"startTimeUnixNano\":\"1700000000000000001\","
        + "\"endTimeUnixNano\":\"1700000000000000143\",\"attributes\":[{\"key\":\"deep\",\"value\":"
        + value
        + "}]}]}]}]}";
  }

  private static Object readBack(String id) throws Exception {
    Map<String, Object> resource =
        Json.objects(skep.trace(id, "?format=otlp").get("resourceSpans")).getFirst();
    Map<String, Object> scope = Json.objects(resource.get("scopeSpans")).getFirst();
    Map<String, Object> span = Json.objects(scope.get("spans")).getFirst();
    return Json.objects(span.get("attributes")).getFirst().get("value");
  }

  private static Future<String> finds(String id, String query) {
    return READERS.submit(() -> {
      var answer = skep.get("/api/v1/traces?limit=1000&" + query);
      List<String> found =
          Json.objects(Json.object(answer.body()).get("traces")).stream()
              .map(trace -> Json.text(trace.get("traceId")))
              .toList();
      return found.equals(List.of(id)) ? "" : query + ": " + answer.statusCode() + " " + found;
    });
  }

  private static Future<String> answers(String address, int number) {
    String path = address.replace("%s", id(number)).replace("¿", encoded(TEXTS.get(number)));
    return READERS.submit(() -> {
      return ProperAnswer.wrong(skep.get(path), path);
    });
  }

  private static List<String> all(List<Future<String>> wrong) throws Exception {
    List<String> all = new ArrayList<>();
    for (Future<String> one : wrong) {
      if (!one.get().isEmpty()) {
        all.add(one.get());
      }
    }
    return all;
  }

  private static String attributeQuery(String text) {
    var field = new Field.Attribute(Field.Scope.SPAN, text);
    var same = new SpanCondition.Comparison(field, Operator.EQUAL, new Value.Text(text));
    return TraceQl.write(new SpansetCondition.Matching(same));
  }

  private static String id(int number) {
    return "%032x".formatted(number + 1);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String request() throws IOException {
    var text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("resourceSpans");
      for (int i = 0; i < TEXTS.size(); i++) {
        json.writeStartObject();
        json.writeObjectFieldStart("resource");
        attributes(json, "service.name", TEXTS.get(i));
        json.writeEndObject();
        json.writeArrayFieldStart("scopeSpans");
        json.writeStartObject();
        json.writeArrayFieldStart("spans");
        json.writeStartObject();
        json.writeStringField("traceId", id(i));
        json.writeStringField("spanId", "00000000000000ab");
        json.writeStringField("name", TEXTS.get(i));
        json.writeStringField("startTimeUnixNano", "1700000000000000001");
        json.writeStringField("endTimeUnixNano", "1700000000000000143");
        attributes(json, TEXTS.get(i), TEXTS.get(i));
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void attributes(JsonGenerator json, String key, String value) throws IOException {
    json.writeArrayFieldStart("attributes");
    json.writeStartObject();
    json.writeStringField("key", key);
    json.writeObjectFieldStart("value");
    json.writeStringField("stringValue", value);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
  }
}
