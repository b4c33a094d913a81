package dev.skep.bootstrap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What the tests of the documents need to know of the settings.
public final class SettingNames {
  private SettingNames() {}

  public static List<String> all() {
    return Arrays.stream(Setting.values()).map(Setting::name).toList();
  }

  public static Map<String, String> defaults() {
    return Arrays.stream(Setting.values())
        .collect(Collectors.toMap(Setting::name, Setting::defaultValue));
  }
}
