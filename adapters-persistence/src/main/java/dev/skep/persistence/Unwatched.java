package dev.skep.persistence;

import dev.skep.application.port.WorkObserver;

/// Looks away: for a store whose work nobody wants to be shown.
final class Unwatched implements WorkObserver {
  @Override
  public <T, X extends Exception> T segment(String name, long number, Work<T, X> work) throws X {
    return work.run();
  }

  @Override
  public <X extends Exception> void job(String job, Work<String, X> work) throws X {
    work.run();
  }
}
