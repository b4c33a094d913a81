package dev.skep.bootstrap.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the packaged program acknowledged is there after a kill and after a stop.
@Timeout(180)
final class AcknowledgedIT {
  @TempDir private Path folder;
  private final Caller caller = new Caller();

  @Test
  void everything_that_was_acknowledged_survives_a_kill() throws Exception {
    ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
    for (int round = 0; round < 3; round++) {
      try (SkepProcess skep = SkepProcess.start(folder, Caller.OPEN)) {
        URI address = skep.address();
        List<Thread> senders = new ArrayList<>();
        for (int sender = 0; sender < 4; sender++) {
          String prefix = "%x%x".formatted(round + 1, sender);
          senders.add(
              Thread.ofVirtual().start(() -> sendUntilItDies(address, prefix, acknowledged)));
        }
        int least = 15 * (round + 1);
        while (acknowledged.size() < least) {
          Thread.sleep(20);
        }
        skep.kill();
        for (Thread sender : senders) {
          sender.join();
        }
      }
    }

    try (SkepProcess skep = SkepProcess.start(folder, Caller.OPEN)) {
      URI address = skep.address();
      for (String id : acknowledged) {
        assertThat(
                caller.status(
                    address.resolve("/api/v1/traces/" + Caller.traceId(id)), Caller.TOKEN))
            .as(id)
            .isEqualTo(200);
      }
    }
  }

  @Test
  void a_stop_under_load_takes_less_than_ten_seconds_and_keeps_what_was_acknowledged()
      throws Exception {
    ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
    List<Thread> senders = new ArrayList<>();
    try (SkepProcess skep = SkepProcess.start(folder, Caller.OPEN)) {
      URI address = skep.address();
      for (int sender = 0; sender < 4; sender++) {
        String prefix = "5" + sender;
        senders.add(Thread.ofVirtual().start(() -> sendUntilItDies(address, prefix, acknowledged)));
      }
      // One sends nothing, and one never ends.
      try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
          Socket endless = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
        endless.getOutputStream().write("GET /traces HTTP/1.1\r\nHos".getBytes(US_ASCII));
        while (acknowledged.size() < 15) {
          Thread.sleep(20);
        }
        long start = System.nanoTime();

        assertThat(skep.terminate()).as(skep.output()).isZero();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(silent.isConnected()).isTrue();
      }
      for (Thread sender : senders) {
        sender.join();
      }
      assertThat(skep.output()).doesNotContain("Exception");
    }

    assertThat(folder.resolve("data/segments")).isDirectoryNotContaining("glob:**-wal");
    String count = "SELECT count(DISTINCT trace_id) AS traces FROM spans_flat";
    try (SkepProcess sql = SkepProcess.start(folder, Map.of(), "sql", "--csv", count)) {
      assertThat(sql.exitCode()).isZero();
      assertThat(Integer.parseInt(sql.output().lines().toList().getLast()))
          .isGreaterThanOrEqualTo(acknowledged.size())
          .isPositive();
    }
  }

  private void sendUntilItDies(
      URI address, String prefix, ConcurrentLinkedQueue<String> acknowledged) {
    for (int i = 0; i < 100_000; i++) {
      String id = "%s%06x".formatted(prefix, i + 1);
      try {
        if (caller.post(address, "secret", id) != 200) {
          return;
        }
        acknowledged.add(id);
      } catch (IOException e) {
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
