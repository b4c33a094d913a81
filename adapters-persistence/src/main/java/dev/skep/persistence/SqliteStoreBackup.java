package dev.skep.persistence;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.StoreCopy;
import dev.skep.application.port.StoreBackup;
import dev.skep.persistence.folder.DataFiles;
import dev.skep.persistence.tools.CopyProgress;
import dev.skep.persistence.tools.FolderBackup;
import dev.skep.persistence.tools.FolderCopy;
import dev.skep.persistence.tools.ToolFailedException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Copies the data folder into `backups/TIME` below it.
final class SqliteStoreBackup implements StoreBackup {
  // No colons, which some file systems do not take; milliseconds, so that each has its own.
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final DataFiles files;
  private final Clock clock;

  SqliteStoreBackup(DataFiles files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  @Override
  public StoreCopy copy() {
    try {
      // Whatever is there belongs to a Skep that ended in the middle, for only one has the folder.
      FolderBackup.removeUnfinished(files.backups());
      Path target = files.backups().resolve(NAME.format(clock.instant()));
      FolderCopy copy = FolderBackup.make(files.folder(), target, CopyProgress.UNSEEN);
      return new StoreCopy(copy.folder().toString(), copy.segments(), copy.bytes());
    } catch (ToolFailedException e) {
      throw new StorageUnavailableException(String.valueOf(e.getMessage()), e);
    }
  }
}
