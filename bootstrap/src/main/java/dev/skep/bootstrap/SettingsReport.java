package dev.skep.bootstrap;

import java.util.List;

/// What came of reading the settings.
public sealed interface SettingsReport {
  /// Skep can start.
  ///
  /// @param warnings one sentence each, worth telling the operator
  record Usable(Settings settings, List<String> warnings) implements SettingsReport {}

  /// Skep must not start.
  ///
  /// @param mistakes one sentence each; the value of a secret is never quoted
  record Unusable(List<String> mistakes) implements SettingsReport {}
}
