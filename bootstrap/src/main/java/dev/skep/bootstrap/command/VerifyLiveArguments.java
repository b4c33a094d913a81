package dev.skep.bootstrap.command;

import dev.skep.bootstrap.canary.Canary;
import java.net.URI;
import java.util.List;

/// What `skep verify-live` was told. Key and token are no arguments, for others could read them in
/// the list of processes.
///
/// @param address of the Skep to be asked; empty for the one of the settings
/// @param seed what the traces follow from; empty for one by the clock
/// @param count how many traces
public record VerifyLiveArguments(String address, String seed, int count) {
  private static final int USUAL_COUNT = 100;

  /// Reads what stands behind the name of the command.
  ///
  /// @throws IllegalArgumentException with a sentence for the operator
  public static VerifyLiveArguments parse(List<String> arguments) {
    String address = "";
    String seed = "";
    int count = USUAL_COUNT;
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      if (i + 1 == arguments.size() && List.of("--url", "--seed", "--count").contains(name)) {
        throw new IllegalArgumentException(name + " needs a value.");
      }
      switch (name) {
        case "--url" -> address = address(arguments.get(i + 1));
        case "--seed" -> seed = Long.toString(seed(arguments.get(i + 1)));
        case "--count" -> count = count(arguments.get(i + 1));
        default ->
            throw new IllegalArgumentException(
                "skep verify-live takes --url, --seed and --count, not \"" + name + "\".");
      }
    }
    return new VerifyLiveArguments(address, seed, count);
  }

  private static String address(String text) {
    try {
      URI uri = URI.create(text);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean bare = "".equals(uri.getPath()) || "/".equals(uri.getPath());
      if (http && bare && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri.getScheme() + "://" + uri.getAuthority();
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "--url must be an address without a path such as http://localhost:3051.");
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--seed must be a whole number.", e);
    }
  }

  private static int count(String text) {
    if (text.matches("[1-9]\\d{0,4}") && Integer.parseInt(text) <= Canary.MOST_TRACES) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException(
        "--count must be a number from 1 to " + Canary.MOST_TRACES + ".");
  }
}
