package dev.skep.benchmarks.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.benchmarks.proof.Findings;
import dev.skep.domain.search.traceql.TraceQl;
import dev.skep.otlp.decode.DecodeResult;
import dev.skep.otlp.decode.JsonDecoder;
import dev.skep.otlp.decode.OtlpDecoder;
import dev.skep.otlp.decode.ProtobufDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The first 22,000 cases of `./bench fuzz`, the same ones each time. `-Dskep.fuzz.first=N` tries
/// others.
@Timeout(120)
class FuzzTest {
  private static final long FIRST = Long.getLong("skep.fuzz.first", 0);
  private static final Duration ENOUGH = Duration.ofHours(1);
  private static final Duration MOST_PER_CASE = Duration.ofSeconds(2);
  private static final long DRIFT_BYTES = 24L * 1024 * 1024;

  private static Corpus corpus;

  @BeforeAll
  static void readCorpus() throws IOException {
    corpus = Corpus.read(Path.of("../adapters-otlp/src/test/resources/corpus"));
  }

  private static void tryCases(FuzzTarget target, long count) {
    Findings findings = new Findings();
    long cases = new FuzzLoop(target, MOST_PER_CASE, findings).cases(FIRST, count, ENOUGH).cases();
    assertThat(cases).isEqualTo(count);
    assertThat(findings.first()).isEmpty();
  }

  @Test
  void no_protobuf_does_the_decoder_harm() {
    tryCases(new ProtobufTarget(corpus), 11_000);
  }

  @Test
  void no_json_does_the_decoder_harm() {
    tryCases(new JsonTarget(corpus), 5_000);
  }

  @Test
  void every_query_is_read_or_its_mistake_shown() {
    tryCases(new QueryTarget(), 6_000);
  }

  @Test
  void a_case_follows_from_its_number() {
    assertThat(ProtobufTarget.body(corpus, 17)).isEqualTo(ProtobufTarget.body(corpus, 17));
    assertThat(JsonTarget.body(corpus, 17)).isEqualTo(JsonTarget.body(corpus, 17));
    assertThat(QueryTarget.text(17)).isEqualTo(QueryTarget.text(17));
  }

  @Test
  void there_is_enough_that_is_taken_and_enough_that_is_not() {
    assertThat(shareTaken(new ProtobufDecoder(), n -> ProtobufTarget.body(corpus, n)))
        .isBetween(0.2, 0.8);
    assertThat(shareTaken(new JsonDecoder(), n -> JsonTarget.body(corpus, n))).isBetween(0.2, 0.8);
    long read =
        LongStream.range(0, 1_000)
            .filter(n -> TraceQl.read(QueryTarget.text(n)) instanceof TraceQl.Query)
            .count();
    assertThat(read / 1e3).isBetween(0.2, 0.8);
  }

  @Test
  void what_was_decoded_leaves_nothing_behind() throws IOException {
    ProtobufTarget target = new ProtobufTarget(corpus);
    for (long n = 0; n < 1_000; n++) {
      assertThat(target.check(n)).isEmpty();
    }
    long before = heapInUse();
    for (long n = 1_000; n < 3_000; n++) {
      assertThat(target.check(n)).isEmpty();
    }
    assertThat(heapInUse() - before).isLessThan(DRIFT_BYTES);
    // Keeps the decoder, and what it remembers, in memory until here.
    assertThat(target.name()).isEqualTo("protobuf");
  }

  @Test
  void a_wrong_answer_a_failure_and_a_long_wait_are_found() {
    Findings findings = new Findings();
    FuzzTarget bad =
        new FuzzTarget() {
          @Override
          public String name() {
            return "bad";
          }

          @Override
          public Optional<String> check(long number) throws InterruptedException {
            return switch ((int) number) {
              case 1 -> Optional.of("is wrong");
              case 2 -> throw new IllegalStateException("oh");
              case 3 -> {
                Thread.sleep(700);
                yield Optional.empty();
              }
              default -> Optional.empty();
            };
          }
        };

    new FuzzLoop(bad, Duration.ofMillis(500), findings).cases(0, 5, ENOUGH);

    assertThat(findings.first()).hasSize(3);
    assertThat(findings.first().get(0))
        .isEqualTo("bad case 1 is wrong (again: ./bench fuzz --only bad --case 1)");
    assertThat(findings.first().get(1)).startsWith("bad case 2 threw java.lang.IllegalState");
    assertThat(findings.first().get(2)).startsWith("bad case 3 took ");
  }

  private interface Bodies {
    byte[] of(long number);
  }

  private static double shareTaken(OtlpDecoder decoder, Bodies bodies) {
    long taken =
        LongStream.range(0, 1_000)
            .filter(n -> {
              try {
                return decoder.decode(new ByteArrayInputStream(bodies.of(n)))
                    instanceof DecodeResult.Decoded;
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            })
            .count();
    return taken / 1e3;
  }

  private static long heapInUse() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
