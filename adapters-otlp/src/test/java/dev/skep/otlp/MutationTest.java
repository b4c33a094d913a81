package dev.skep.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.domain.trace.GeneratedSpans;
import dev.skep.domain.trace.Span;
import dev.skep.otlp.decode.JsonEncoder;
import dev.skep.otlp.decode.ProtobufEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Damaged requests are taken or refused, and never anything else.
final class MutationTest {
  private static final int CASES = 250;
  private static final String[] TOKENS = {
    "null", "{}", "[]", "\"\"", "-1", "1e999", "true", "{", "]", ",", "\"\\ud800\"", "\"x\":", "\0"
  };

  private final DoorUnderTest door = DoorUnderTest.open();

  @AfterEach
  void close() {
    door.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void damaged_protobuf_is_taken_or_refused(long seed) {
    Random random = new Random(seed);
    byte[] body = ProtobufEncoder.encode(spans(random));

    for (int i = 0; i < CASES; i++) {
      assertThat(status(DoorUnderTest.PROTOBUF, damaged(body, random)))
          .as("seed %s, case %s", seed, i)
          .isIn(200, 400, 413);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void damaged_json_is_taken_or_refused(long seed) {
    Random random = new Random(seed);
    String text = JsonEncoder.encode(spans(random));
    byte[] body = text.getBytes(StandardCharsets.UTF_8);

    for (int i = 0; i < CASES; i++) {
      byte[] damaged =
          random.nextBoolean()
              ? damaged(body, random)
              : withToken(text, random).getBytes(StandardCharsets.UTF_8);
      assertThat(status(DoorUnderTest.JSON, damaged))
          .as("seed %s, case %s", seed, i)
          .isIn(200, 400, 413);
    }
  }

  private int status(String mediaType, byte[] body) {
    return door.post(DoorUnderTest.SEED_PATH, mediaType, body).statusCode();
  }

  private static List<Span> spans(Random random) {
    return new GeneratedSpans(random, 9)
        .spans(12).stream().filter(span -> span.traceId().isHex()).toList();
  }

  private static byte[] damaged(byte[] body, Random random) {
    byte[] damaged = body.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(damaged.length);
      switch (random.nextInt(5)) {
        case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> damaged[at] = (byte) random.nextInt(256);
        case 2 -> Arrays.fill(damaged, at, Math.min(damaged.length, at + 9), (byte) 0xff);
        case 3 -> damaged = Arrays.copyOf(damaged, at + 1);
        default -> {
          int count = random.nextInt(Math.min(64, damaged.length - at) + 1);
          int to = random.nextInt(damaged.length - count + 1);
          System.arraycopy(damaged, at, damaged, to, count);
        }
      }
    }
    return damaged;
  }

  /// Puts a token in the place of a value, or anywhere.
  private static String withToken(String text, Random random) {
    String token = TOKENS[random.nextInt(TOKENS.length)];
    int at = random.nextInt(text.length());
    int colon = text.indexOf(':', at);
    if (colon < 0 || random.nextInt(4) == 0) {
      return text.substring(0, at) + token + text.substring(at);
    }
    int end = colon + 1;
    while (end < text.length() && ",}]".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(0, colon + 1) + token + text.substring(end);
  }
}
