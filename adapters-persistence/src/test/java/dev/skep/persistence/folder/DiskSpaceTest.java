package dev.skep.persistence.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskSpaceTest {
  @TempDir Path data;

  @Test
  void copies_below_the_folder_are_not_taken_for_what_is_kept() throws IOException {
    Files.write(data.resolve("catalogue.db"), new byte[10]);
    Files.write(Files.createDirectory(data.resolve("segments")).resolve("000001.db"), new byte[20]);
    Path copy = Files.createDirectories(data.resolve("backups/now/segments"));
    Files.write(copy.resolve("000001.db"), new byte[400]);

    assertThat(DiskSpace.of(data).used()).isEqualTo(30);
  }
}
