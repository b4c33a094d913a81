package dev.skep.web.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlQueryTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "a/b", "ü…🚀", "100%", "%2F", "a&b=c", "+", "..", "\0\r\n", "<b>'\""})
  void any_text_survives_the_way_through_a_url(String text) {
    String url = UrlQuery.EMPTY.with(text, text).at("/x");

    assertThat(url).matches("/x\\?[A-Za-z0-9._~%=-]+");
    assertThat(UrlQuery.parse(url.substring(3)).first(text)).isEqualTo(text);
    assertThat(PercentCode.decode(PercentCode.encode(text))).isEqualTo(text);
  }

  @Test
  void broken_codes_stand_for_themselves() {
    assertThat(UrlQuery.parse("a=100%&b=%zz&c=%e4").first("a")).isEqualTo("100%");
    assertThat(UrlQuery.parse("a=100%&b=%zz&c=%e4").first("b")).isEqualTo("%zz");
    assertThat(UrlQuery.parse("a=100%&b=%zz&c=%e4").first("c")).isEqualTo("\ufffd");
  }

  @Test
  void parameters_are_set_and_left_out_in_their_order() {
    var query = UrlQuery.parse("a=1&b=2&c=3");

    assertThat(query.with("b", "x").without("a").at("/")).isEqualTo("/?b=x&c=3");
    assertThat(UrlQuery.EMPTY.at("/traces")).isEqualTo("/traces");
  }
}
