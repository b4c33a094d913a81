package dev.skep.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.access.AddressRanges;
import dev.skep.application.access.SecretDigest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiKeysTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", " , ,"})
  void without_a_key_nobody_gets_in(String configured) {
    ApiKeys keys = ApiKeys.parse(configured);

    assertThat(keys.isEmpty()).isTrue();
    assertThat(contains(keys, "")).isFalse();
    assertThat(contains(keys, " ")).isFalse();
    assertThat(contains(keys, configured)).isFalse();
  }

  @Test
  void each_of_several_keys_lets_in_and_blanks_around_it_do_not_count() {
    ApiKeys keys = ApiKeys.parse(" old , new,,");

    assertThat(contains(keys, "old")).isTrue();
    assertThat(contains(keys, "new")).isTrue();
    assertThat(contains(keys, "")).isFalse();
    assertThat(contains(keys, "ol")).isFalse();
    assertThat(contains(keys, "oldd")).isFalse();
    assertThat(contains(keys, "Old")).isFalse();
    assertThat(contains(keys, "old,new")).isFalse();
  }

  @Test
  void no_key_is_ever_shown() {
    assertThat(ApiKeys.parse("secret,other")).hasToString("ApiKeys[2]");
    assertThat(
            new OtlpSettings(true, ApiKeys.parse("secret"), AddressRanges.NONE, 1, 1, true)
                .toString())
        .doesNotContain("secret");
  }

  @Test
  void the_key_comes_from_its_own_header_first_and_from_authorization_else() {
    try (var door = DoorUnderTest.open()) {
      String key = DoorUnderTest.KEY;
      assertThat(status(door, "X-API-Key", key)).isEqualTo(200);
      assertThat(status(door, "x-api-key", key)).isEqualTo(200);
      assertThat(status(door, "Authorization", "Bearer " + key)).isEqualTo(200);
      assertThat(status(door, "X-API-Key", key, "Authorization", "Bearer wrong")).isEqualTo(200);
      assertThat(status(door, "X-API-Key", "", "Authorization", "Bearer " + key)).isEqualTo(200);

      assertThat(status(door, "X-API-Key", "wrong", "Authorization", "Bearer " + key))
          .isEqualTo(401);
      assertThat(status(door, "Authorization", "Basic " + key)).isEqualTo(401);
      assertThat(status(door, "Authorization", key)).isEqualTo(401);
      assertThat(status(door, "Authorization", "Bearer ")).isEqualTo(401);
      assertThat(status(door, "X-Other", key)).isEqualTo(401);
    }
  }

  @Test
  void of_two_keys_in_one_request_the_first_counts() {
    try (var door = DoorUnderTest.open()) {
      String key = DoorUnderTest.KEY;
      assertThat(status(door, "X-API-Key", key, "X-API-Key", "wrong")).isEqualTo(200);
      assertThat(status(door, "X-API-Key", "wrong", "X-API-Key", key)).isEqualTo(401);
      assertThat(status(door, "X-API-Key", key + "," + key)).isEqualTo(401);
      assertThat(status(door, "X-API-Key", key + "x".repeat(10_000))).isEqualTo(401);
    }
  }

  @Test
  void a_door_without_keys_lets_nobody_in() {
    try (var door = DoorUnderTest.with(true, "")) {
      assertThat(status(door, "X-API-Key", "")).isEqualTo(401);
      assertThat(status(door, "Authorization", "Bearer ")).isEqualTo(401);
      assertThat(status(door, "X-Other", "")).isEqualTo(401);
    }
  }

  @Test
  void the_default_body_limit_is_an_eighth_of_the_heap_within_bounds() {
    long mib = 1024 * 1024;

    assertThat(OtlpSettings.defaultMaxBodyBytes(64 * mib)).isEqualTo(16 * mib);
    assertThat(OtlpSettings.defaultMaxBodyBytes(256 * mib)).isEqualTo(32 * mib);
    assertThat(OtlpSettings.defaultMaxBodyBytes(8192 * mib)).isEqualTo(64 * mib);
    assertThat(OtlpSettings.defaultMaxBodyBytes(Long.MAX_VALUE)).isEqualTo(64 * mib);
  }

  private static boolean contains(ApiKeys keys, String key) {
    return keys.contains(SecretDigest.of(key));
  }

  private static int status(DoorUnderTest door, String... headers) {
    var request =
        door.to(DoorUnderTest.SEED_PATH)
            .header("Content-Type", DoorUnderTest.PROTOBUF)
            .POST(BodyPublishers.ofByteArray(new byte[0]));
    assertThat(Arrays.asList(headers)).hasSizeGreaterThan(1);
    return door.send(request.headers(headers)).statusCode();
  }
}
