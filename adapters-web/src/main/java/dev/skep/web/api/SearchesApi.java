package dev.skep.web.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.skep.application.usecase.DeleteSearch;
import dev.skep.application.usecase.ListSavedSearches;
import dev.skep.application.usecase.SaveSearch;
import dev.skep.domain.search.SavedSearch;
import dev.skep.domain.trace.UnixNano;
import dev.skep.web.http.JsonReply;
import dev.skep.web.http.Requests;
import dev.skep.web.http.Routed;
import dev.skep.web.http.Routes;
import dev.skep.web.query.SavedQuery;
import dev.skep.web.query.UrlQuery;
import io.helidon.http.Method;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers `/api/v1/searches`: the searches that were given a name.
public final class SearchesApi implements Routed {
  private static final String SEARCHES = "/api/v1/searches";
  private static final int MOST_BYTES = 128 * 1024;
  private static final JsonFactory FACTORY = new JsonFactory();

  private final SaveSearch save;
  private final ListSavedSearches saved;
  private final DeleteSearch delete;
  private final Clock clock;

  public SearchesApi(SaveSearch save, ListSavedSearches saved, DeleteSearch delete, Clock clock) {
    this.save = save;
    this.saved = saved;
    this.delete = delete;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes routes) {
    routes.json(SEARCHES, request -> list());
    routes.change(
        Method.POST,
        SEARCHES,
        request ->
            request.content().hasEntity()
                ? save(Requests.body(request, MOST_BYTES))
                : save(new byte[0]));
    routes.change(
        Method.DELETE,
        SEARCHES + "/{id}",
        request -> delete(Requests.pathBehind(SEARCHES + "/", request)));
  }

  public JsonReply list() {
    List<SavedSearch> all = saved.list();
    return JsonReply.ok(json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("searches");
      for (SavedSearch search : all) {
        write(json, search);
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  /// Keeps a search.
  ///
  /// @param body `{"name":"…","query":"…"}`
  public JsonReply save(byte[] body) {
    Optional<Map<String, String>> texts = texts(body);
    if (texts.isEmpty()) {
      return JsonReply.error(400, "the body must be {\"name\":\"…\",\"query\":\"…\"}");
    }
    String name = texts.get().getOrDefault("name", "");
    UrlQuery query = UrlQuery.parse(texts.get().getOrDefault("query", ""));
    return switch (SavedQuery.of(query, clock.instant())) {
      case SavedQuery.Unusable(var problem) ->
          JsonReply.badParameter(problem.parameter(), problem.message());
      case SavedQuery.Usable(String text) -> saved(save.save(name, text));
    };
  }

  public JsonReply delete(String id) {
    boolean deleted = id.matches("[1-9][0-9]{0,17}") && delete.delete(Long.parseLong(id));
    return deleted
        ? JsonReply.ok(json -> {
          json.writeStartObject();
          json.writeStringField("id", id);
          json.writeEndObject();
        })
        : JsonReply.error(404, "there is no such search");
  }

  private static JsonReply saved(SaveSearch.Outcome outcome) {
    return switch (outcome) {
      case SaveSearch.Outcome.Saved(SavedSearch search) ->
          JsonReply.ok(json -> write(json, search));
      case SaveSearch.Outcome.NoName() ->
          JsonReply.badParameter(
              "name", "name must have 1 to " + SavedSearch.MAX_NAME_LENGTH + " characters");
      case SaveSearch.Outcome.TooLong() ->
          JsonReply.badParameter("query", "query is too long to be saved");
      case SaveSearch.Outcome.TooMany() ->
          JsonReply.error(
              409, SaveSearch.MOST + " searches are saved, and more cannot be; delete some first");
    };
  }

  private static void write(JsonGenerator json, SavedSearch search) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", Long.toString(search.id()));
    json.writeStringField("name", search.name());
    json.writeStringField("query", search.query());
    json.writeStringField("savedUnixNano", UnixNano.decimal(search.savedAt()));
    json.writeEndObject();
  }

  /// The fields of an object that holds nothing but texts, or nothing when the body is none.
  private static Optional<Map<String, String>> texts(byte[] body) {
    try (JsonParser json = FACTORY.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Map<String, String> texts = new HashMap<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() != JsonToken.VALUE_STRING) {
          return Optional.empty();
        }
        texts.put(name, json.getText());
      }
      boolean ends = json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
      return ends ? Optional.of(texts) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
