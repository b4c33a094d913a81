package dev.skep.application.port;

import static dev.skep.domain.trace.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.search.SeenAttribute;
import dev.skep.domain.trace.AttributeValue;
import dev.skep.domain.trace.Attributes;
import dev.skep.domain.trace.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [AttributeCatalog] must do.
public interface AttributeCatalogContract {
  Storage storage();

  @Test
  default void an_empty_store_knows_no_attributes() {
    assertThat(storage().attributes().keys("", 10)).isEmpty();
    assertThat(storage().attributes().values("http.route", "", 10)).isEmpty();
  }

  @Test
  default void keys_are_listed_with_where_they_were_seen() {
    writeSome();

    assertThat(storage().attributes().keys("", 10))
        .containsExactly(
            new SeenAttribute("host", true, true),
            new SeenAttribute("http.route", true, false),
            new SeenAttribute("http.status", true, false),
            new SeenAttribute("service.name", false, true));
    assertThat(storage().attributes().keys("http.", 1))
        .containsExactly(new SeenAttribute("http.route", true, false));
    assertThat(storage().attributes().keys("nothing", 10)).isEmpty();
  }

  @Test
  default void values_are_listed_by_how_they_begin() {
    writeSome();

    assertThat(storage().attributes().values("http.route", "/users", 10))
        .containsExactly(AttributeValue.of("/users"), AttributeValue.of("/users/{id}"));
    assertThat(storage().attributes().values("http.status", "4", 10))
        .containsExactly(AttributeValue.of(404), AttributeValue.of("4xx"));
    assertThat(storage().attributes().values("host", "", 10))
        .containsExactly(AttributeValue.of("a \"1\""), AttributeValue.of("b"));
    assertThat(storage().attributes().values("host", "a \"", 10)).hasSize(1);
    assertThat(storage().attributes().values("http.route", "", 2)).hasSize(2);
    assertThat(storage().attributes().values("unknown", "", 10)).isEmpty();
  }

  private void writeSome() {
    storage()
        .writer()
        .write(
            List.of(
                span(1)
                    .with(attributes("http.route", AttributeValue.of("/users")))
                    .of(resource("a \"1\""))
                    .build(),
                span(2)
                    .with(attributes("http.route", AttributeValue.of("/users/{id}")))
                    .of(resource("a \"1\""))
                    .build()));
    storage()
        .writer()
        .write(
            List.of(
                span(3)
                    .with(attributes("http.route", AttributeValue.of("/orders")))
                    .of(resource("b"))
                    .build(),
                span(4)
                    .with(attributes("http.status", AttributeValue.of(404)))
                    .of(resource("b"))
                    .build(),
                span(5)
                    .with(attributes("http.status", AttributeValue.of("4xx")))
                    .of(resource("b"))
                    .build(),
                span(6)
                    .with(attributes("host", AttributeValue.of("b")))
                    .of(resource("b"))
                    .build()));
  }

  private static Attributes attributes(String key, AttributeValue value) {
    return Attributes.of(key, value);
  }

  private static Resource resource(String host) {
    return Resource.of(Attributes.builder().put("service.name", "nginx").put("host", host).build());
  }
}
