package io.kubejar.proofs.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.proofs.Form;
import io.kubejar.proofs.api.EtcdCluster;
import io.kubejar.proofs.history.Linearizability;
import io.kubejar.proofs.history.Operation;
import io.kubejar.proofs.history.TransactionModel;
import io.kubejar.proofs.history.TransactionModel.Committed;
import io.kubejar.proofs.history.TransactionModel.Conflicted;
import io.kubejar.proofs.history.TransactionModel.Found;
import io.kubejar.proofs.history.TransactionModel.Input;
import io.kubejar.proofs.history.TransactionModel.Output;
import io.kubejar.proofs.history.TransactionModel.Read;
import io.kubejar.proofs.history.TransactionModel.Version;
import io.kubejar.proofs.history.TransactionModel.Write;
import io.kubejar.store.Keys;
import io.kubejar.store.Limits;
import io.kubejar.store.Outcome;
import io.kubejar.store.Store;
import io.kubejar.store.SystemTimer;
import io.kubejar.store.Transaction;
import io.kubejar.store.Transaction.Compare;
import io.kubejar.store.Transaction.Delete;
import io.kubejar.store.Transaction.Put;
import io.kubejar.store.UnavailableException;
import io.kubejar.store.embedded.EmbeddedStore;
import io.kubejar.store.etcd.EtcdProcess;
import io.kubejar.store.etcd.EtcdSettings;
import io.kubejar.store.etcd.EtcdStore;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Transactions of several keys by many threads can have happened one after the other.
class StoreHistoryTest {

  private static final int THREADS = 6;
  private static final int GROUPS = 4;
  private static final int KEYS = 3;

  @TempDir Path parent;
  private final List<Operation<Input, Output>> history = new ArrayList<>();
  private volatile boolean stopped;

  @Test
  void embedded() throws Exception {
    try (var store = EmbeddedStore.open(parent.resolve("store"))) {
      var threads = start(List.of(store));
      LockSupport.parkNanos(Form.current().rounds(1, 20) * 1_000_000_000L);
      finish("embedded", threads);
    }
  }

  @Test
  void etcdThatLosesItsLeader() throws Exception {
    assertThat(EtcdProcess.available()).isTrue();
    int turns = Form.current().rounds(2, 20);
    try (var etcd = EtcdCluster.start(3, parent.resolve("etcd"));
        var one = open(etcd);
        var two = open(etcd)) {
      var threads = start(List.of(one, two));
      for (int i = 0; i < turns; i++) {
        LockSupport.parkNanos(500_000_000);
        etcd.kill(i % 3);
        LockSupport.parkNanos(1_000_000_000);
        etcd.startAgain(i % 3);
        LockSupport.parkNanos(500_000_000);
      }
      finish("etcd, a member lost " + turns + " times", threads);
    }
  }

  private static Store open(EtcdCluster etcd) {
    var endpoints = Arrays.stream(etcd.endpoints().split(",")).map(URI::create).toList();
    return EtcdStore.open(
        new EtcdSettings(endpoints, null, null, null), new SystemTimer(), Limits.DEFAULT);
  }

  private List<Thread> start(List<Store> stores) {
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .start(() -> run(number, stores.get(number % stores.size()))));
    }
    return threads;
  }

  private void finish(String name, List<Thread> threads) throws InterruptedException {
    stopped = true;
    for (var thread : threads) {
      thread.join();
    }
    long unknown = history.stream().filter(each -> each.output() == null).count();
    assertThat(history).hasSizeGreaterThan(100);
    assertThat(Linearizability.flaw(history, Input::group, new TransactionModel())).isEmpty();
    System.out.printf("%s: %d transactions (%d unknown)%n", name, history.size(), unknown);
  }

  private void run(int number, Store store) {
    var random = new Random(number);
    for (int i = 0; !stopped; i++) {
      var group = "/g" + random.nextInt(GROUPS) + "/";
      var found = read(number, store, group);
      if (found != null && random.nextInt(3) > 0) {
        write(number, store, random, group, found, "v" + number + "." + i);
      }
      LockSupport.parkNanos(random.nextInt(2_000_000));
    }
  }

  private void note(Operation<Input, Output> operation) {
    synchronized (history) {
      history.add(operation);
    }
  }

  private @Nullable Map<String, Version> read(int number, Store store, String group) {
    long start = System.nanoTime();
    try {
      var versions = new HashMap<String, Version>();
      for (var entry : store.range(Keys.prefix(group), 0, 0).entries()) {
        versions.put(
            entry.key(), new Version(new String(entry.value(), US_ASCII), entry.modRevision()));
      }
      note(new Operation<>(number, new Read(group), new Found(versions), start, System.nanoTime()));
      return versions;
    } catch (UnavailableException e) {
      return null;
    }
  }

  private void write(
      int number,
      Store store,
      Random random,
      String group,
      Map<String, Version> found,
      String value) {
    var compares = new HashMap<String, Long>();
    var puts = new HashMap<String, @Nullable String>();
    var conditions = new ArrayList<Compare>();
    var operations = new ArrayList<Transaction.Operation>();
    for (int k = 0; k < KEYS; k++) {
      var key = group + k;
      if (random.nextBoolean()) {
        var version = found.get(key);
        long revision = version == null ? 0 : version.revision();
        compares.put(key, revision);
        conditions.add(new Compare(key, revision));
      }
      if (random.nextBoolean() || k == KEYS - 1 && operations.isEmpty()) {
        boolean delete =
            found.containsKey(key) && compares.containsKey(key) && random.nextInt(4) == 0;
        puts.put(key, delete ? null : value);
        operations.add(delete ? new Delete(key) : new Put(key, value.getBytes(US_ASCII), 0));
      }
    }
    var input = new Write(group, compares, puts);
    long start = System.nanoTime();
    try {
      Output output =
          switch (store.commit(new Transaction(conditions, operations))) {
            case Outcome.Committed(long revision, _) -> new Committed(revision);
            case Outcome.Conflict _ -> new Conflicted();
          };
      note(new Operation<>(number, input, output, start, System.nanoTime()));
    } catch (UnavailableException e) {
      note(Operation.unknown(number, input, start));
    }
  }
}
