package dev.skep.bootstrap.canary;

import java.net.URI;

/// The Skep that a canary is to watch.
///
/// @param address without a path, such as `http://localhost:3051`
/// @param key what senders show
/// @param token what readers show; empty when everybody may read
public record CanaryTarget(URI address, String key, String token) {
  /// Tells nothing of key and token.
  @Override
  public String toString() {
    return "CanaryTarget[" + address + "]";
  }
}
