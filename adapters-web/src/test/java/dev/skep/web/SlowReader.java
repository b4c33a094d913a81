package dev.skep.web;

import dev.skep.application.port.TraceReader;
import dev.skep.domain.search.FoundTraces;
import dev.skep.domain.search.TraceQuery;
import dev.skep.domain.search.traceql.TraceQl;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Searches for the service `slow` only when it is told to; everything else at once.
final class SlowReader extends ReaderBefore {
  private final Semaphore told = new Semaphore(0);
  private final AtomicInteger searching = new AtomicInteger();

  SlowReader(TraceReader traces) {
    super(traces);
  }

  /// Waits until so many slow searches are running.
  void await(int searches) throws InterruptedException {
    while (searching.get() != searches) {
      Thread.sleep(1);
    }
  }

  /// Lets so many slow searches end.
  void end(int searches) {
    told.release(searches);
  }

  @Override
  public FoundTraces search(TraceQuery query) {
    if (TraceQl.write(query.spans()).contains("slow")) {
      searching.incrementAndGet();
      told.acquireUninterruptibly();
      searching.decrementAndGet();
    }
    return super.search(query);
  }
}
