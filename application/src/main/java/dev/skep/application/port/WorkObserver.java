package dev.skep.application.port;

/// Hears of what a store does, so that it can be shown. Every method does the work that it is
/// handed, at once, in the calling thread, and changes nothing about it: what it returns is
/// returned, what it throws is thrown.
public interface WorkObserver {
  /// Does something with one segment, as a part of whatever the thread is doing. Several of the
  /// same name and number may be shown as one.
  ///
  /// @param name what is done, such as `read segment`; one of few
  /// @param number which segment
  <T, X extends Exception> T segment(String name, long number, Work<T, X> work) throws X;

  /// Does something that nobody waits for.
  ///
  /// @param job the name of the job; one of few
  /// @param work returns what came of it, in a few words for the operator
  <X extends Exception> void job(String job, Work<String, X> work) throws X;

  /// Something to be done.
  ///
  /// @param <T> what comes of it
  /// @param <X> how it fails
  @FunctionalInterface
  interface Work<T, X extends Exception> {
    T run() throws X;
  }
}
