package dev.skep.benchmarks.fuzz;

import dev.skep.domain.search.traceql.TraceQl;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// The query language: what is written of a query that was read is read as the same query, and a
/// mistake lies within the text.
public final class QueryTarget implements FuzzTarget {
  private static final int LONGEST_MESSAGE = 200;

  @Override
  public String name() {
    return "query";
  }

  /// The text of a case.
  static String text(long number) {
    RandomGenerator random = new SplittableRandom(number);
    QueryTexts texts = new QueryTexts(random);
    String query = texts.query();
    return random.nextBoolean() ? query : texts.damaged(query);
  }

  @Override
  public Optional<String> check(long number) {
    String text = text(number);
    return switch (TraceQl.read(text)) {
      case TraceQl.Mistake(int column, String message) -> {
        if (column < 1 || column > text.length() + 1) {
          yield Optional.of("has a mistake in column " + column + " of " + text.length());
        }
        yield message.isBlank() || message.length() > LONGEST_MESSAGE
            ? Optional.of("has a mistake without a short message")
            : Optional.empty();
      }
      case TraceQl.Query query -> {
        String written = TraceQl.write(query.spans());
        yield TraceQl.read(written) instanceof TraceQl.Query again
                && again.spans().equals(query.spans())
                && TraceQl.write(again.spans()).equals(written)
            ? Optional.empty()
            : Optional.of("reads otherwise when it was written and read again");
      }
    };
  }
}
