package dev.skep.bootstrap;

import dev.skep.application.EffectiveSetting;
import dev.skep.domain.ingest.IngestPolicy;
import dev.skep.forward.ForwardSettings;
import dev.skep.otlp.OtlpSettings;
import dev.skep.persistence.StoreSettings;
import java.util.List;
import java.util.Map;

/// How this Skep was told to run.
///
/// @param host address to listen on
/// @param port port to listen on; 0 picks a free one
/// @param store where and how long everything is kept
/// @param otlp how spans are taken in
/// @param ingestPolicy how many of them are wanted
/// @param ownTraces whether Skep records what it does itself
/// @param canary how Skep is to send itself traces and look for them
/// @param forward where what is stored is sent on to
/// @param reading who may read
/// @param all every setting with the value that it has
public record Settings(
    String host,
    int port,
    StoreSettings store,
    OtlpSettings otlp,
    IngestPolicy ingestPolicy,
    boolean ownTraces,
    CanarySettings canary,
    ForwardSettings forward,
    ReadingSettings reading,
    List<EffectiveSetting> all) {
  /// Reads the settings from environment variables.
  ///
  /// @param maxHeap the most memory that this process may use, in bytes; some defaults follow it
  public static SettingsReport from(Map<String, String> environment, long maxHeap) {
    return new SettingsReading(new SettingTexts(environment), maxHeap).report();
  }
}
