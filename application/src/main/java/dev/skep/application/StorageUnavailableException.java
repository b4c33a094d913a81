package dev.skep.application;

/// The store cannot do what was asked just now: it is overloaded, its disk is full, it is closing,
/// or an input/output error occurred. Trying again later may work. Nothing of the failed call was
/// stored; only a batch that waited too long may still be, and is recognised when it comes again.
///
/// The one exception that storage ports raise; doors turn it into 503.
public final class StorageUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message what is the matter, in words that may be shown to a caller
  public StorageUnavailableException(String message) {
    super(message);
  }

  /// @param message what is the matter, in words that may be shown to a caller
  /// @param cause for the log only
  public StorageUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
