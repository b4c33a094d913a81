package dev.skep.web;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeApiTest {
  private final RunningDoor door = RunningDoor.open();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void names_are_listed_with_the_fields_they_are() {
    door.with(
        span(1)
            .with(
                Attributes.builder().put("http.route", AttributeValue.of("/users/{id}")).build()));

    assertThat(door.get("/api/v1/attributes?prefix=http.ro").body())
        .isEqualTo("{\"attributes\":[{\"key\":\"http.route\",\"fields\":[\"span.http.route\"]}]}");
    assertThat(door.get("/api/v1/attributes?prefix=service.name").body())
        .contains("\"fields\":[\"resource.service.name\"]");
  }

  @Test
  void values_keep_their_types_and_keys_may_hold_anything() {
    door.with(
        span(1).with(Attributes.builder().put("a/b c", AttributeValue.of("x")).build()),
        span(2).with(Attributes.builder().put("a/b c", AttributeValue.of(7)).build()));

    assertThat(door.get("/api/v1/attributes/a%2Fb%20c/values").body())
        .isEqualTo("{\"key\":\"a/b c\",\"values\":[7,\"x\"]}");
    assertThat(door.get("/api/v1/attributes/a%2Fb%20c/values?prefix=x").body()).contains("[\"x\"]");
    assertThat(door.get("/api/v1/attributes/nothing/values").body()).contains("\"values\":[]");
  }

  @Test
  void the_limit_is_kept() {
    door.with(
        span(1)
            .with(
                Attributes.builder()
                    .put("a", AttributeValue.of(1))
                    .put("b", AttributeValue.of(2))
                    .build()));

    assertThat(door.get("/api/v1/attributes?limit=1&prefix=").body())
        .contains("\"a\"")
        .doesNotContain("\"b\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "prefix=a&prefix=b", "begin=a"})
  void bad_parameters_are_refused(String query) {
    assertThat(door.get("/api/v1/attributes?" + query).statusCode()).isEqualTo(400);
    assertThat(door.get("/api/v1/attributes/a/values?" + query).statusCode()).isEqualTo(400);
  }

  @Test
  void there_is_nothing_else_below() {
    assertThat(door.get("/api/v1/attributes/a").statusCode()).isEqualTo(404);
  }
}
