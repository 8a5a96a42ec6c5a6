package io.kubejar.proofs.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.proofs.disk.Disk;
import io.kubejar.proofs.disk.Faults.Syncing;
import io.kubejar.proofs.disk.MountedDisk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server whose disk takes no more: it says so, reads go on, and writes when there is room again.
class FailingDiskTest {

  private static final int VALUE = 200_000;
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  @TempDir Path parent;
  private final Disk disk = new Disk(Disk.Journal.ORDERED);
  private final Http http = new Http();
  private MountedDisk mounted;
  private ServerProcess server;
  private int acknowledged;

  @BeforeEach
  void start() throws IOException {
    var mount = Files.createDirectory(parent.resolve("mount"));
    mounted = MountedDisk.mount(disk, mount);
    server = ServerProcess.start(mount.resolve("data"), parent.resolve("logs"));
  }

  @AfterEach
  void stop() {
    server.close();
    mounted.close();
    http.close();
  }

  private HttpResponse<String> create(int number) throws IOException, InterruptedException {
    return http.send(
        Http.request(uri(Traffic.PATH))
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"m"
                        + number
                        + "\"},\"data\":{\"value\":\""
                        + Integer.toString(number % 10).repeat(VALUE)
                        + "\"}}")));
  }

  private URI uri(String path) {
    return server.uri().resolve(path);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(Http.request(uri(path)));
  }

  @Test
  void aFullDisk() throws Exception {
    disk.faults().capacity(disk.used() + (6 << 20));
    readOnlyUntil("No space left", () -> disk.faults().capacity(Long.MAX_VALUE));
  }

  @Test
  void aDiskThatCannotSync() throws Exception {
    while (acknowledged < 5) {
      assertThat(create(acknowledged++).statusCode()).isEqualTo(201);
    }
    disk.faults().syncing(Syncing.FAILS);
    readOnlyUntil("Input/output error", () -> disk.faults().syncing(Syncing.WORKS));
  }

  /// A server that is started on a disk without room shows what there is.
  @Test
  void aServerStartsOnAFullDisk() throws Exception {
    while (acknowledged < 5) {
      assertThat(create(acknowledged++).statusCode()).isEqualTo(201);
    }
    server.kill();
    disk.faults().capacity(disk.used());
    server.startAgain();
    awaitAnswers();
    assertAllThere();
    var refused = create(acknowledged);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("No space left");
    assertThat(get("/readyz").statusCode()).isEqualTo(500);

    disk.faults().capacity(Long.MAX_VALUE);
    server.awaitReady();
    assertThat(create(1000).statusCode()).isEqualTo(201);
    assertAllThere();
  }

  /// Waits until the server says that it lives, ready or not.
  private void awaitAnswers() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + 2 * PATIENCE_NANOS;
    while (System.nanoTime() < deadline) {
      try {
        get("/livez");
        return;
      } catch (IOException e) {
        LockSupport.parkNanos(50_000_000);
      }
    }
    throw new AssertionError("no answer: " + Files.readString(parent.resolve("logs/server.log")));
  }

  private void readOnlyUntil(String why, Runnable mended) throws Exception {
    var refused = create(acknowledged);
    while (refused.statusCode() == 201) {
      refused = create(++acknowledged);
    }
    assertThat(acknowledged).isPositive();
    for (int i = 0; i < 3; i++) {
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body())
          .contains("\"reason\":\"ServiceUnavailable\"")
          .contains("writing the store failed")
          .contains(why);
      refused = create(acknowledged + 1 + i);
    }
    assertThat(get("/readyz").statusCode()).isEqualTo(500);
    assertThat(get("/livez?verbose").body()).contains("[-]etcd failed").contains("[+]ping ok");
    assertThat(get("/metrics").body()).contains("kubejar_store_read_only 1");
    assertAllThere();

    mended.run();
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (get("/readyz").statusCode() != 200 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(50_000_000);
    }
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
    assertThat(get("/metrics").body()).contains("kubejar_store_read_only 0");
    assertThat(create(1000).statusCode()).isEqualTo(201);
    server.kill();
    server.startAgain();
    server.awaitReady();
    assertAllThere();
    assertThat(get(Traffic.PATH + "/m1000").statusCode()).isEqualTo(200);
  }

  private void assertAllThere() throws IOException, InterruptedException {
    for (int i = 0; i < acknowledged; i++) {
      assertThat(get(Traffic.PATH + "/m" + i).statusCode()).isEqualTo(200);
    }
  }
}
