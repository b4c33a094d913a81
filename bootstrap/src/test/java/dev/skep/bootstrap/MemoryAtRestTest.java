package dev.skep.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryAtRestTest {
  private static final long MIB = 1 << 20;

  private final AtomicLong allocated = new AtomicLong(200 * MIB);
  private final List<String> done = new ArrayList<>();
  private final MemoryAtRest memory = new MemoryAtRest(allocated::get, new NotedHeap());

  @Test
  void it_is_given_back_after_a_while_without_work_and_only_once() {
    looks(1, 100 * MIB);
    looks(5, MIB / 2);
    assertThat(done).isEmpty();
    looks(1, MIB / 2);
    assertThat(done).containsExactly("rest", "give back");
    looks(15, MIB / 2);
    assertThat(done).containsExactly("rest", "give back");
  }

  @Test
  void it_is_not_given_back_while_there_is_work() {
    looks(50, 5 * MIB);
    assertThat(done).isEmpty();
  }

  @Test
  void when_there_is_work_again_all_is_as_usual_until_the_next_rest() {
    looks(7, MIB / 2);
    looks(1, 100 * MIB);
    assertThat(done).containsExactly("rest", "give back", "work");
    looks(6, MIB / 2);
    assertThat(done).containsExactly("rest", "give back", "work", "rest", "give back");
  }

  @Test
  void what_comes_together_at_rest_is_given_back_in_the_end() {
    looks(7 + 16 + 16, MIB / 2);
    assertThat(done).containsExactly("rest", "give back", "give back", "give back");
  }

  private void looks(int count, long allocatedBeforeEach) {
    for (int i = 0; i < count; i++) {
      allocated.addAndGet(allocatedBeforeEach);
      memory.look();
    }
  }

  private final class NotedHeap implements MemoryAtRest.Heap {
    @Override
    public void rest() {
      done.add("rest");
    }

    @Override
    public void giveBack() {
      done.add("give back");
    }

    @Override
    public void work() {
      done.add("work");
    }
  }
}
