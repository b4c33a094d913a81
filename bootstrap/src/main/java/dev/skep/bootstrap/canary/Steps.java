package dev.skep.bootstrap.canary;

import dev.skep.application.port.WorkObserver.Work;

/// Hears of each step of a run, so that it can be shown. Does the work that it is handed, at once,
/// and changes nothing about it.
@FunctionalInterface
public interface Steps {
  /// Does one step.
  ///
  /// @param name one of few
  <T, X extends Exception> T step(String name, Work<T, X> work) throws X;

  /// Shows nothing.
  static <T, X extends Exception> T unseen(String name, Work<T, X> work) throws X {
    return work.run();
  }
}
