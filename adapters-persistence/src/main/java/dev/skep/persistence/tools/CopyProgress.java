package dev.skep.persistence.tools;

/// Is told now and then how far copying is.
@FunctionalInterface
public interface CopyProgress {
  /// Looks away.
  CopyProgress UNSEEN = (copied, of) -> {};

  /// So far it is.
  ///
  /// @param copied bytes so far
  /// @param of bytes in all, about
  void copied(long copied, long of);
}
