package dev.skep.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.skep.application.usecase.ListAttributeKeys;
import dev.skep.application.usecase.ListAttributeValues;
import dev.skep.domain.search.SeenAttribute;
import dev.skep.domain.search.condition.Field;
import dev.skep.domain.search.condition.Field.Scope;
import dev.skep.domain.search.traceql.TraceQl;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.web.http.JsonReply;
import dev.skep.web.http.Requests;
import dev.skep.web.http.Routed;
import dev.skep.web.http.Routes;
import dev.skep.web.query.UrlQuery;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntFunction;

/// Answers `/api/v1/attributes` and `/api/v1/attributes/{key}/values`: what there is to complete a
/// query from while it is typed.
public final class AttributeApi implements Routed {
  private static final String ATTRIBUTES = "/api/v1/attributes";
  private static final List<String> PARAMETERS = List.of("prefix", "limit");
  private static final int MOST = 1000;
  private static final int USUAL = 50;

  private final ListAttributeKeys keys;
  private final ListAttributeValues values;

  public AttributeApi(ListAttributeKeys keys, ListAttributeValues values) {
    this.keys = keys;
    this.values = values;
  }

  @Override
  public void addTo(Routes routes) {
    routes.json(ATTRIBUTES, request -> keys(Requests.query(request)));
    routes.json(ATTRIBUTES + "/*", this::values);
  }

  public JsonReply keys(UrlQuery parameters) {
    return limited(
        parameters,
        limit -> {
          List<SeenAttribute> seen = keys.list(parameters.first("prefix"), limit);
          return JsonReply.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("attributes");
            for (SeenAttribute attribute : seen) {
              write(json, attribute);
            }
            json.writeEndArray();
            json.writeEndObject();
          });
        });
  }

  public JsonReply values(String key, UrlQuery parameters) {
    return limited(
        parameters,
        limit -> {
          List<AttributeValue> seen = values.list(key, parameters.first("prefix"), limit);
          return JsonReply.ok(json -> {
            json.writeStartObject();
            json.writeStringField("key", key);
            json.writeArrayFieldStart("values");
            for (AttributeValue value : seen) {
              AttributeJson.write(json, value);
            }
            json.writeEndArray();
            json.writeEndObject();
          });
        });
  }

  private JsonReply values(ServerRequest request) {
    Optional<String> key = Requests.pathBetween(ATTRIBUTES + "/", "/values", request);
    return key.isPresent()
        ? values(key.get(), Requests.query(request))
        : JsonReply.error(404, "There is nothing at this address.");
  }

  private static void write(JsonGenerator json, SeenAttribute attribute) throws IOException {
    json.writeStartObject();
    json.writeStringField("key", attribute.key());
    json.writeArrayFieldStart("fields");
    if (attribute.onSpans()) {
      json.writeString(field(Scope.SPAN, attribute.key()));
    }
    if (attribute.onResources()) {
      json.writeString(field(Scope.RESOURCE, attribute.key()));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String field(Scope scope, String key) {
    return TraceQl.write(Field.attribute(scope, key));
  }

  private static JsonReply limited(UrlQuery parameters, IntFunction<JsonReply> answer) {
    Collection<String> unknown = new TreeSet<>(parameters.names());
    unknown.removeAll(PARAMETERS);
    if (!unknown.isEmpty()) {
      return JsonReply.badParameter(unknown.iterator().next(), "there is no such parameter");
    }
    for (String name : PARAMETERS) {
      if (parameters.repeats(name)) {
        return JsonReply.badParameter(name, name + " must be given once");
      }
    }
    String limit = parameters.first("limit");
    if (limit.isEmpty()) {
      return answer.apply(USUAL);
    }
    return limit.matches("[1-9][0-9]{0,3}") && Integer.parseInt(limit) <= MOST
        ? answer.apply(Integer.parseInt(limit))
        : JsonReply.badParameter("limit", "limit must be a number from 1 to " + MOST);
  }
}
