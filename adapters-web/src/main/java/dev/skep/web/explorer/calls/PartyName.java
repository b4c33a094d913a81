package dev.skep.web.explorer.calls;

import dev.skep.domain.calls.Party;
import dev.skep.web.explorer.text.ServiceColor;
import dev.skep.web.explorer.text.VisibleText;

/// Who calls or is called, in words.
///
/// @param swatch class of its mark
/// @param href its page, or empty when it has none
public record PartyName(String name, String swatch, String href) {
  private static final int LONGEST = 60;
  private static final String SILENT = "is-silent";

  public static PartyName of(Party party, CallPaths paths) {
    return switch (party) {
      case Party.Service(String name) ->
          new PartyName(
              name.isEmpty() ? "(no name)" : VisibleText.line(name, LONGEST),
              ServiceColor.of(name),
              name.isEmpty() ? "" : paths.service(name));
      case Party.Uninstrumented(String name) ->
          new PartyName(VisibleText.line(name, LONGEST), SILENT, "");
      case Party.Outside() -> new PartyName("from outside", SILENT, "");
      case Party.Other() -> new PartyName("others", SILENT, "");
    };
  }
}
