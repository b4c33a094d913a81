package dev.skep.benchmarks.faults;

import java.io.IOException;
import java.sql.SQLException;

/// One thing that befalls a server.
public interface Fault {
  /// The word for it on the command line.
  String name();

  /// Does it to a server, and adds to the scene what was measured and what was wrong.
  void befall(Scene scene) throws IOException, InterruptedException, SQLException;
}
