package dev.skep.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.skep.benchmarks.FilledFolder.Filling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilledFolderTest {
  @TempDir Path temp;

  @Test
  void what_it_was_filled_with_is_known_afterwards() throws IOException {
    FilledFolder folder = new FilledFolder(temp.resolve("kept"));
    assertThat(folder.filling()).isEmpty();
    Filling filling = new Filling(20_000_000, 240, 1_795_000_000_000_000_000L);
    folder.noteFilled(filling);
    assertThat(new FilledFolder(temp.resolve("kept")).filling()).contains(filling);
  }

  @Test
  void what_was_not_filled_to_its_end_is_not_taken_for_filled() throws IOException {
    FilledFolder folder = new FilledFolder(temp);
    Files.createFile(folder.data().resolve("catalogue.db"));
    assertThatExceptionOfType(BadUseException.class)
        .isThrownBy(folder::filling)
        .withMessage(temp + " was not filled to its end; remove it first");
  }

  @Test
  void an_unreadable_note_is_refused() throws IOException {
    Files.writeString(temp.resolve("filling.properties"), "spans=many");
    assertThatExceptionOfType(BadUseException.class)
        .isThrownBy(new FilledFolder(temp)::filling)
        .withMessageContaining("filling.properties cannot be read");
  }
}
