package dev.skep.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is logged by Skep, and by the libraries that it speaks to the database with, when an
/// operator has everything logged that they have to say.
final class SqlLogTest {
  /// Stands in each text of a user.
  private static final String MARK = "hush9c1f";

  private static final String LISTENING = "somebody listens";

  private static final String TRACE = "0000000000000000000000009c1f9c1f";

  private static final List<Logger> SPEAKERS =
      Stream.of("dev.skep", "org.jooq", "org.sqlite", "org.flywaydb")
          .map(Logger::getLogger)
          .toList();

  @TempDir Path folder;
  private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          logged.add(
              line.getLoggerName() + " " + line.getMessage() + " " + reasons(line.getThrown()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  /// To be called when the server has started, which sets all levels.
  private void listenToEverything() {
    listener.setLevel(Level.ALL);
    SPEAKERS.forEach(speaker -> {
      speaker.setLevel(Level.ALL);
      // Tests beside this one listen further up.
      speaker.setUseParentHandlers(false);
      speaker.addHandler(listener);
    });
    Logger.getLogger("org.jooq").fine(LISTENING);
  }

  @AfterEach
  void leave() {
    SPEAKERS.forEach(speaker -> {
      speaker.removeHandler(listener);
      speaker.setUseParentHandlers(true);
      speaker.setLevel(null);
    });
  }

  @Test
  void no_text_of_a_user_is_logged_with_sql_also_when_that_fails() throws Exception {
    try (SkepServer skep = SkepServer.start(folder, Map.of("TRACES_MASK_SECRETS", "false"))) {
      listenToEverything();
      skep.store(request());
      assertThat(ask(skep)).doesNotContain(500, 503);
      assertThat(new String(skep.get("/api/v1/traces/" + TRACE).body(), StandardCharsets.UTF_8))
          .contains(MARK);

      breakTables();

      assertThat(ask(skep)).contains(503);
      assertThat(skep.post(request().replace("9c1f9c1f", "9c1f9c20")).statusCode()).isEqualTo(503);
    }
    assertThat(logged)
        .anyMatch(line -> line.contains(LISTENING))
        .noneMatch(line -> line.contains(MARK));
  }

  /// Texts go wherever a reader may write some.
  private static List<Integer> ask(SkepServer skep) throws Exception {
    String query = encoded("{ span.¿ = \"¿\" && name =~ \"¿.*\" && resource.¿ != \"¿x\" }");
    List<Integer> answers = new ArrayList<>();
    for (String path :
        List.of(
            "/api/v1/traces?service=¿&operation=¿&range=all",
            "/api/v1/traces?range=all&q=" + query,
            "/api/v1/traces/summary?range=all&q=" + query,
            "/api/v1/attributes?prefix=¿",
            "/api/v1/attributes/¿/values?prefix=¿",
            "/api/v1/services/¿/operations?range=all",
            "/api/v1/red?service=¿&operation=¿&range=all",
            "/api/v1/traces/" + TRACE,
            "/services/¿",
            "/traces?service=¿&range=all&q=" + query,
            "/traces/" + TRACE + "?find=¿")) {
      answers.add(skep.get(path.replace("¿", MARK)).statusCode());
    }
    URI searches = skep.address().resolve("/api/v1/searches");
    String search = "{\"name\":\"" + MARK + "\",\"query\":\"service=" + MARK + "\"}";
    answers.add(
        skep.send(
                HttpRequest.newBuilder(searches)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(search)))
            .statusCode());
    return answers;
  }

  /// So that statements of reading and of writing fail, with what was bound to them.
  private void breakTables() throws Exception {
    Path segment = folder.resolve("segments").resolve("000001.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + segment);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 10000");
      statement.execute("DROP VIEW spans_flat");
      statement.execute("ALTER TABLE spans RENAME TO lost");
    }
  }

  private static String request() {
    return """
    {"resourceSpans":[{"resource":{"attributes":[
      {"key":"service.name","value":{"stringValue":"¿"}},
      {"key":"¿","value":{"stringValue":"¿"}}]},
     "scopeSpans":[{"scope":{"name":"¿","version":"¿"},"spans":[
      {"traceId":"%s","spanId":"000000009c1f9c1f","name":"¿",
       "startTimeUnixNano":"1700000000000000001","endTimeUnixNano":"1700000000000000143",
       "status":{"code":2,"message":"¿"},
       "attributes":[{"key":"¿","value":{"stringValue":"¿"}}],
       "events":[{"name":"¿","timeUnixNano":"1700000000000000002"}]}]}]}]}
    """
        .formatted(TRACE)
        .replace("¿", MARK);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%C2%BF", "¿");
  }

  /// All that a log would show of it.
  private static String reasons(Throwable thrown) {
    return thrown == null ? "" : thrown + " " + reasons(thrown.getCause());
  }
}
