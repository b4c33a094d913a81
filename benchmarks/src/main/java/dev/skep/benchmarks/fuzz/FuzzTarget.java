package dev.skep.benchmarks.fuzz;

import java.util.Optional;

/// Something that must take whatever comes. A case follows from its number alone.
public interface FuzzTarget {
  /// The word for it on the command line.
  String name();

  /// Tries one case. What it throws is wrong, too.
  ///
  /// @return what is wrong
  Optional<String> check(long number) throws Exception;
}
