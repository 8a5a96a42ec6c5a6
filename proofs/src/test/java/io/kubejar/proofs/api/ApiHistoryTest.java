package io.kubejar.proofs.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.proofs.Form;
import io.kubejar.proofs.disk.Disk;
import io.kubejar.proofs.disk.MountedDisk;
import io.kubejar.proofs.history.Linearizability;
import io.kubejar.proofs.history.ObjectModel;
import io.kubejar.proofs.history.ObjectModel.Done;
import io.kubejar.proofs.history.ObjectModel.Input;
import io.kubejar.store.etcd.EtcdProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What concurrent clients of the API see while servers, etcd members and disks fail can have
/// happened one after the other, and watches tell of all of it once and in order.
class ApiHistoryTest {

  /// Something that goes wrong, and is right again in the end.
  @FunctionalInterface
  private interface Trouble {
    void happen(int turn) throws Exception;
  }

  @TempDir Path parent;

  @BeforeAll
  static void etcd() {
    assertThat(EtcdProcess.available()).isTrue();
  }

  @Test
  void theServerIsKilled() throws Exception {
    try (var server = ServerProcess.start(parent.resolve("data"), parent.resolve("logs"))) {
      play("server killed", List.of(server), Form.current().rounds(2, 20), restarting(server));
    }
  }

  @Test
  void theDiskIsSlow() throws Exception {
    var disk = new Disk(Disk.Journal.ORDERED);
    var mount = Files.createDirectory(parent.resolve("mount"));
    try (var _ = MountedDisk.mount(disk, mount);
        var server = ServerProcess.start(mount.resolve("data"), parent.resolve("logs"))) {
      play(
          "slow disk, server killed",
          List.of(server),
          Form.current().rounds(1, 10),
          turn -> {
            disk.faults().syncDelay(Duration.ofMillis(30L + 40L * (turn % 4)));
            pause(1500);
            server.kill();
            disk.faults().syncDelay(Duration.ZERO);
            server.startAgain();
            server.awaitReady();
          });
    }
  }

  @Test
  void oneOfTwoServersIsKilled() throws Exception {
    try (var etcd = EtcdCluster.start(1, parent.resolve("etcd"));
        var one = server("one", etcd);
        var two = server("two", etcd)) {
      play(
          "two servers, one killed",
          List.of(one, two),
          Form.current().rounds(2, 20),
          turn -> restarting(turn % 2 == 0 ? one : two).happen(turn));
    }
  }

  @Test
  void anEtcdMemberIsLost() throws Exception {
    try (var etcd = EtcdCluster.start(3, parent.resolve("etcd"));
        var one = server("one", etcd);
        var two = server("two", etcd)) {
      play(
          "two servers, three members, one killed",
          List.of(one, two),
          Form.current().rounds(3, 21),
          turn -> {
            etcd.kill(turn % 3);
            pause(1200);
            etcd.startAgain(turn % 3);
            pause(800);
          });
    }
  }

  private ServerProcess server(String name, EtcdCluster etcd) throws Exception {
    return ServerProcess.start(
        parent.resolve("data-" + name),
        parent.resolve("logs-" + name),
        "--etcd-servers",
        etcd.endpoints());
  }

  private static Trouble restarting(ServerProcess server) {
    return turn -> {
      pause(300);
      server.kill();
      server.startAgain();
      server.awaitReady();
    };
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }

  private void play(String name, List<ServerProcess> servers, int turns, Trouble trouble)
      throws Exception {
    var watchers = new ArrayList<Watcher>();
    try {
      for (int i = 0; i < 2; i++) {
        watchers.add(new Watcher(servers, i % servers.size()));
      }
      try (var traffic = new Traffic(servers, turns)) {
        for (int i = 0; i < turns; i++) {
          pause(400);
          trouble.happen(i);
        }
        pause(400);
        var history = traffic.finish();
        assertThat(Linearizability.flaw(history, Input::name, new ObjectModel()))
            .as("the object whose history has no order")
            .isEmpty();
        long newest = 0;
        int unknown = 0;
        for (var operation : history) {
          newest =
              operation.output() instanceof Done(_, long version)
                  ? Math.max(newest, version)
                  : newest;
          unknown += operation.output() == null ? 1 : 0;
        }
        int told = 0;
        int breaks = 0;
        for (var watcher : watchers) {
          told += Watcher.check(watcher.finish(newest), history);
          breaks += watcher.breaks();
        }
        assertThat(told).isPositive();
        System.out.printf(
            "%s: %d times, %d operations (%d unknown), watches broken %d times, %d events%n",
            name, turns, history.size(), unknown, breaks, told);
      }
    } finally {
      watchers.forEach(Watcher::close);
    }
  }
}
