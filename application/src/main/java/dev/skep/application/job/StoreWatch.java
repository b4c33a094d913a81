package dev.skep.application.job;

import dev.skep.application.port.WorkObserver;
import dev.skep.application.selftrace.OwnTraces;

/// Enters what a store does by itself as jobs, and what it does for others in their traces.
public final class StoreWatch implements WorkObserver {
  private final OwnTraces traces;
  private final JobBook jobs;

  public StoreWatch(OwnTraces traces, JobBook jobs) {
    this.traces = traces;
    this.jobs = jobs;
  }

  @Override
  public <T, X extends Exception> T segment(String name, long number, Work<T, X> work) throws X {
    return traces.segment(name, number, work);
  }

  @Override
  public <X extends Exception> void job(String job, Work<String, X> work) throws X {
    jobs.run(job, work);
  }
}
