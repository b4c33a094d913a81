package dev.skep.otlp;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.concurrency.limits.LimitAlgorithm;
import java.util.Optional;

/// A limit of requests under way that tells when it is asked and when a request is done, and leaves
/// the decision to another one.
final class WatchedLimit implements Limit {
  private final Limit limit;
  private final Runnable asked;
  private final Runnable done;

  WatchedLimit(Limit limit, Runnable asked, Runnable done) {
    this.limit = limit;
    this.asked = asked;
    this.done = done;
  }

  @Override
  public Outcome tryAcquireOutcome(boolean wait) {
    asked.run();
    Outcome outcome = limit.tryAcquireOutcome(wait);
    return outcome instanceof Outcome.Accepted accepted
        ? Outcome.immediateAcceptance(
            outcome.originName(), outcome.algorithmType(), new WatchedToken(accepted.token(), done))
        : outcome;
  }

  @Override
  @SuppressWarnings("removal")
  public Optional<LimitAlgorithm.Token> tryAcquire() {
    return tryAcquire(true);
  }

  @Override
  @SuppressWarnings("removal")
  public Optional<LimitAlgorithm.Token> tryAcquire(boolean wait) {
    return tryAcquireOutcome(wait) instanceof Outcome.Accepted accepted
        ? Optional.of(accepted.token())
        : Optional.empty();
  }

  @Override
  public Limit copy() {
    return new WatchedLimit(limit.copy(), asked, done);
  }

  @Override
  public String name() {
    return limit.name();
  }

  @Override
  public String type() {
    return limit.type();
  }

  private record WatchedToken(LimitAlgorithm.Token token, Runnable done)
      implements LimitAlgorithm.Token {
    @Override
    public void dropped() {
      token.dropped();
      done.run();
    }

    @Override
    public void ignore() {
      token.ignore();
      done.run();
    }

    @Override
    public void success() {
      token.success();
      done.run();
    }
  }
}
