package dev.skep.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.application.StorageUnavailableException;
import dev.skep.application.StoreCopy;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BackupApiTest {
  private static final String PATH = "/api/v1/backups";
  private static final StoreCopy COPY = new StoreCopy("/data/backups/now", 3, 12_345_678_901L);

  @Test
  void a_backup_is_answered_with_where_it_is_and_how_large() {
    try (RunningDoor door = RunningDoor.copying(() -> COPY)) {
      HttpResponse<String> answer = post(door);

      assertThat(answer.statusCode()).isEqualTo(201);
      assertThat(answer.body())
          .isEqualTo("{\"path\":\"/data/backups/now\",\"segments\":3,\"bytes\":12345678901}");
    }
  }

  @Test
  void while_one_is_made_no_other_is_and_afterwards_one_is() throws Exception {
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (RunningDoor door =
        RunningDoor.copying(() -> {
          begun.countDown();
          await(go);
          return COPY;
        })) {
      var first = CompletableFuture.supplyAsync(() -> post(door));
      begun.await();

      assertThat(post(door).statusCode()).isEqualTo(409);
      go.countDown();
      assertThat(first.get().statusCode()).isEqualTo(201);
      assertThat(post(door).statusCode()).isEqualTo(201);
    }
  }

  @Test
  void a_backup_that_fails_says_so_and_the_next_one_may_be_tried() {
    try (RunningDoor door =
        RunningDoor.copying(() -> {
          throw new StorageUnavailableException("There is not enough room for the copy.");
        })) {
      for (int i = 0; i < 2; i++) {
        HttpResponse<String> answer = post(door);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
            .isEqualTo("{\"error\":\"There is not enough room for the copy.\"}");
      }
    }
  }

  @Test
  void no_other_site_and_no_reading_makes_one() {
    try (RunningDoor door = RunningDoor.copying(() -> COPY)) {
      var foreign =
          door.request(PATH)
              .header("Sec-Fetch-Site", "cross-site")
              .POST(BodyPublishers.noBody())
              .build();

      assertThat(door.send(foreign).statusCode()).isEqualTo(403);
      assertThat(door.get(PATH).statusCode()).isEqualTo(405);
    }
  }

  private static HttpResponse<String> post(RunningDoor door) {
    return door.send(door.request(PATH).POST(BodyPublishers.noBody()).build());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
