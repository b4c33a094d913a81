package dev.skep.bootstrap;

import dev.skep.application.EffectiveSetting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The environment as settings are read from it, and what there is to say about them.
final class SettingTexts {
  private static final String MASK = "••••••••";

  private final Map<String, String> environment;
  private final List<String> mistakes = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  SettingTexts(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Notes what keeps Skep from starting.
  void mistake(String sentence) {
    mistakes.add(sentence);
  }

  /// Notes what the operator may not have meant.
  void warning(String sentence) {
    warnings.add(sentence);
  }

  /// These settings, or all that is wrong with them.
  SettingsReport report(Settings settings) {
    mistakes.addAll(UnknownNames.mistakes(environment.keySet()));
    return mistakes.isEmpty()
        ? new SettingsReport.Usable(settings, List.copyOf(warnings))
        : new SettingsReport.Unusable(List.copyOf(mistakes));
  }

  /// Its value; where it is not set, its default.
  String text(Setting setting) {
    String value = environment.getOrDefault(setting.name(), "").strip();
    return value.isEmpty() ? setting.defaultValue() : value;
  }

  /// True or false, and nothing else.
  boolean truth(Setting setting) {
    String value = text(setting);
    if (!value.equals("true") && !value.equals("false")) {
      mistake(setting + " must be true or false, not \"" + value + "\".");
    }
    return value.equals("true");
  }

  /// A number in these bounds; the least where it is none.
  int number(Setting setting, int least, int most) {
    String value = text(setting);
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    mistake(
        "%s must be a number from %d to %d, not \"%s\".".formatted(setting, least, most, value));
    return least;
  }

  /// Every setting with the value that it has.
  List<EffectiveSetting> effective() {
    return Arrays.stream(Setting.values())
        .map(setting -> {
          boolean isSet = !environment.getOrDefault(setting.name(), "").isBlank();
          return new EffectiveSetting(
              setting.name(), isSet && setting.isSecret() ? MASK : text(setting), isSet);
        })
        .toList();
  }
}
