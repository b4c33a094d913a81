package dev.skep.application.usecase;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.StoreCopy;
import dev.skep.application.job.JobBook;
import dev.skep.application.job.JobState.Rhythm;
import dev.skep.application.port.StoreBackup;
import java.util.concurrent.atomic.AtomicReference;

/// Copies all that is stored, one copy at a time.
public final class BackUpStore {
  /// The name of the job.
  public static final String JOB = "backup";

  private final StoreBackup backup;
  private final JobBook jobs;

  /// @param jobs where each copy is entered as the job [#JOB]
  public BackUpStore(StoreBackup backup, JobBook jobs) {
    this.backup = backup;
    this.jobs = jobs;
    jobs.enter(JOB, new Rhythm.WhenAsked());
  }

  /// Returns when the copy is made, or at once if another one is being made.
  ///
  /// @throws StorageUnavailableException if there is no copy
  public Outcome backUp() {
    var outcome = new AtomicReference<Outcome>(new Outcome.Underway());
    jobs.run(
        JOB,
        () -> {
          StoreCopy copy = backup.copy();
          outcome.set(new Outcome.Made(copy));
          return copy.segments() + " segments, " + (copy.bytes() >> 20) + " MiB";
        });
    return outcome.get();
  }

  /// What became of it.
  public sealed interface Outcome {
    /// There is a copy.
    record Made(StoreCopy copy) implements Outcome {}

    /// Another copy is being made; nothing was done.
    record Underway() implements Outcome {}
  }
}
