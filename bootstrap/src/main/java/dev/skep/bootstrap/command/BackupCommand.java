package dev.skep.bootstrap.command;

import dev.skep.persistence.tools.CopyProgress;
import dev.skep.persistence.tools.FolderBackup;
import dev.skep.persistence.tools.FolderCopy;
import dev.skep.persistence.tools.ToolFailedException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/// `skep backup DIR`.
public final class BackupCommand {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);

  private final PrintStream out;
  private final PrintStream err;

  public BackupCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /// Does it, and says what the process ends with.
  ///
  /// @param data the data folder
  /// @param target where the copy goes, as it was typed
  /// @return one of [ExitCode]
  public int run(Path data, String target) {
    try {
      Path folder = Path.of(target).toAbsolutePath().normalize();
      FolderCopy copy = FolderBackup.make(data, folder, new Progress());
      out.printf(
          "Copied %s of %s to %s%n",
          Words.bytes(copy.bytes()), Words.count(copy.segments(), "segment"), copy.folder());
      return ExitCode.GOOD;
    } catch (InvalidPathException e) {
      err.println("\"" + target + "\" is not the name of a folder.");
      return ExitCode.BAD_USE;
    } catch (ToolFailedException e) {
      err.println(e.getMessage());
      return ExitCode.TROUBLE;
    }
  }

  /// Says now and then how far it is, if it takes long.
  private final class Progress implements CopyProgress {
    private long lastLine = System.nanoTime();

    @Override
    public void copied(long copied, long of) {
      long now = System.nanoTime();
      if (now - lastLine > BETWEEN_LINES.toNanos()) {
        lastLine = now;
        err.printf("%s of %s%n", Words.bytes(copied), Words.bytes(of));
      }
    }
  }
}
