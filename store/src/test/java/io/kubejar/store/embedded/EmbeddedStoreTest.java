package io.kubejar.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubejar.store.Entry;
import io.kubejar.store.Keys;
import io.kubejar.store.Limits;
import io.kubejar.store.OpenException;
import io.kubejar.store.Recorder;
import io.kubejar.store.Store;
import io.kubejar.store.StoreContractTest;
import io.kubejar.store.Timer;
import io.kubejar.store.Transaction;
import io.kubejar.store.UnavailableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest extends StoreContractTest {

  @TempDir Path parent;

  @Override
  protected Store open(Timer timer, Limits limits) {
    return EmbeddedStore.open(directory(), timer, limits);
  }

  private Path directory() {
    return parent.resolve("store");
  }

  private void reopen() {
    store.close();
    store = open(timer, Limits.DEFAULT);
  }

  private OpenException.Reason refusal() {
    try {
      open(timer, Limits.DEFAULT).close();
    } catch (OpenException e) {
      return e.reason();
    }
    throw new AssertionError("opened");
  }

  @Test
  void whatWasWrittenIsThereAfterOpeningAgain() throws Exception {
    put("/a", "1");
    put("/a", "2");
    put("/b", "1");
    delete("/b");
    put("/a", "3");
    store.compact(3);
    reopen();
    assertThat(store.revision()).isEqualTo(6);
    assertThat(store.compactedRevision()).isEqualTo(3);
    assertThat(text(store.get("/a"))).isEqualTo("3");
    assertThat(text(store.get("/a", 3))).isEqualTo("2");
    var listener = new Recorder();
    try (var watch = store.watch(Keys.ALL, 4, listener)) {
      put("/a", "4");
      assertThat(watch.await(7, Recorder.LONG)).isTrue();
    }
    assertThat(listener.told())
        .containsExactly("4 put /b=1", "5 delete /b", "6 put /a=3", "7 put /a=4");
    assertThat(text(listener.events().get(2).previous())).isEqualTo("2");
  }

  @Test
  void theRevisionNeverGoesBack() {
    put("/a", "1");
    put("/b", "1");
    delete("/b");
    delete("/a");
    store.compact(store.revision());
    reopen();
    assertThat(store.revision()).isEqualTo(5);
    assertThat(store.count(Keys.ALL, 0)).isZero();
    assertThat(put("/a", "1")).isEqualTo(6);
    reopen();
    assertThat(store.revision()).isEqualTo(6);
  }

  @Test
  void leasesGoOnAfterOpeningAgain() {
    var shortOne = store.grant(Duration.ofSeconds(60));
    var longOne = store.grant(Duration.ofHours(1));
    store.commit(Transaction.create("/e/1", bytes("1"), shortOne.id()));
    store.commit(Transaction.create("/e/2", bytes("1"), longOne.id()));
    store.close();
    timer.advance(Duration.ofMinutes(10));
    store = open(timer, Limits.DEFAULT);
    assertThat(store.get("/e/1")).isNotNull();
    timer.advance(Duration.ofSeconds(11));
    assertThat(store.get("/e/1")).isNull();
    assertThat(store.get("/e/2")).isNotNull();
    timer.advance(Duration.ofMinutes(50));
    assertThat(store.get("/e/2")).isNull();
  }

  @Test
  void aSecondOpeningIsRefused() {
    assertThat(refusal()).isEqualTo(OpenException.Reason.IN_USE);
    put("/a", "1");
    reopen();
    assertThat(text(store.get("/a"))).isEqualTo("1");
  }

  @Test
  void anotherProcessIsRefusedAndToldWho() throws Exception {
    var child = Child.start(OpenOnce.class, directory().toString());
    var output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).isZero();
    assertThat(output)
        .contains(
            "IN_USE the store in %s is in use by process %d"
                .formatted(directory(), ProcessHandle.current().pid()));
  }

  /// Tries to open the store of a directory and prints why it could not.
  static final class OpenOnce {
    private OpenOnce() {}

    static void main(String[] arguments) {
      try (var _ = EmbeddedStore.open(Path.of(arguments[0]))) {
        System.out.println("opened");
      } catch (OpenException e) {
        System.out.println(e.reason() + " " + e.getMessage());
      }
    }
  }

  @Test
  void aNewerFormatIsRefusedUntouched() throws IOException {
    put("/a", "1");
    store.close();
    Files.writeString(directory().resolve("FORMAT"), "2\n");
    assertThat(refusal()).isEqualTo(OpenException.Reason.FORMAT);
    Files.writeString(directory().resolve("FORMAT"), "1\n");
    reopen();
    assertThat(text(store.get("/a"))).isEqualTo("1");
  }

  @Test
  void onlyTheOwnerGetsIn() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
        .isEqualTo("rwx------");
    try (var paths = Files.list(directory())) {
      for (var path : paths.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .endsWith("------");
      }
    }
  }

  @Test
  void aTornTailIsCutOff() throws IOException {
    put("/a", "1");
    put("/b", "x".repeat(5000));
    store.close();
    var log = newestLog();
    long length = Files.size(log);
    try (var file = FileChannel.open(log, StandardOpenOption.WRITE)) {
      file.truncate(length - 1000);
    }
    store = open(timer, Limits.DEFAULT);
    assertThat(store.revision()).isEqualTo(2);
    assertThat(text(store.get("/a"))).isEqualTo("1");
    assertThat(store.get("/b")).isNull();
    assertThat(put("/c", "1")).isEqualTo(3);
  }

  @Test
  void aTailOfZeroesOrGarbageIsCutOff() throws IOException {
    for (byte filler : new byte[] {0, 77}) {
      put("/a", "1");
      long revision = store.revision();
      put("/b" + filler, "x".repeat(5000));
      store.close();
      var log = newestLog();
      var content = Files.readAllBytes(log);
      Arrays.fill(content, content.length - 1000, content.length, filler);
      Files.write(log, content);
      store = open(timer, Limits.DEFAULT);
      assertThat(store.revision()).isEqualTo(revision);
      assertThat(text(store.get("/a"))).isEqualTo("1");
      assertThat(store.get("/b" + filler)).isNull();
    }
  }

  @Test
  void damageBeforeTheEndOfALogIsRefusedUntilItIsCut() throws IOException {
    for (int i = 0; i < 100; i++) {
      put("/a/%02d".formatted(i), "x".repeat(1000) + i);
    }
    store.close();
    var log = newestLog();
    var sound = Files.readAllBytes(log);
    for (int at : new int[] {40_000, 40_001, sound.length - 1500}) {
      var content = sound.clone();
      for (int i = 0; i < 8; i++) {
        content[at + i] ^= (byte) 0x5a;
      }
      Files.write(log, content);
      assertThatThrownBy(() -> open(timer, Limits.DEFAULT))
          .isInstanceOf(OpenException.class)
          .hasMessageContaining(log.getFileName() + " is damaged at byte ")
          .hasMessageContaining("restore a backup, or cut it there")
          .extracting(e -> ((OpenException) e).reason())
          .isEqualTo(OpenException.Reason.DAMAGED);
      assertThat(Files.readAllBytes(log)).isEqualTo(content);
    }
    var damaged = Files.readAllBytes(log);

    var kept = EmbeddedStore.cut(directory()).orElseThrow();

    assertThat(Files.readAllBytes(kept.resolve(log.getFileName()))).isEqualTo(damaged);
    assertThat(EmbeddedStore.cut(directory())).isEmpty();
    store = open(timer, Limits.DEFAULT);
    assertThat(store.revision()).isBetween(90L, 100L);
    assertThat(store.count(Keys.ALL, 0)).isEqualTo(store.revision() - 1);
    put("/b", "1");
  }

  @Test
  void everyFlippedByteOfALogIsFoundUnlessItIsOfTheLastRecord() throws IOException {
    var lengths = new ArrayList<Long>();
    for (int i = 0; i < 12; i++) {
      put("/a/%02d".formatted(i), "y".repeat(i * 900));
      lengths.add(Files.size(newestLog()));
    }
    store.close();
    var log = newestLog();
    var sound = Files.readAllBytes(log);
    long last = lengths.get(lengths.size() - 2);
    var database = directory().resolve("db");
    assertThat(LogDamage.find(database)).isEmpty();
    for (int at = 0; at < sound.length; at += 37) {
      var content = sound.clone();
      content[at] ^= 1;
      Files.write(log, content);
      assertThat(LogDamage.find(database).isPresent()).as("byte %d", at).isEqualTo(at < last);
    }
    Files.write(log, sound);
    store = open(timer, Limits.DEFAULT);
  }

  private Path newestLog() throws IOException {
    try (var files = Files.list(directory().resolve("db"))) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .max(Comparator.naturalOrder())
          .orElseThrow();
    }
  }

  @Test
  void damageIsRefused() throws IOException {
    put("/a", "1");
    store.close();
    Files.delete(directory().resolve("db/CURRENT"));
    Files.writeString(directory().resolve("db/CURRENT"), "MANIFEST-999999\n");
    assertThat(refusal()).isNotEqualTo(OpenException.Reason.IN_USE);
    Files.delete(directory().resolve("FORMAT"));
    assertThat(refusal()).isEqualTo(OpenException.Reason.DAMAGED);
  }

  @Test
  void whatFailsItsChecksumIsNotServed() throws IOException {
    for (int i = 0; i < 50; i++) {
      put("/a/%02d".formatted(i), "x".repeat(1000) + i);
    }
    reopen(); // moves it from the log into a file
    store.close();
    try (var files = Files.list(directory().resolve("db"))) {
      for (var file : files.filter(each -> each.toString().endsWith(".sst")).toList()) {
        var content = Files.readAllBytes(file);
        content[20] ^= 1; // in its first block
        Files.write(file, content);
      }
    }
    assertThatThrownBy(
            () -> {
              store = open(timer, Limits.DEFAULT);
              store.range(Keys.ALL, 0, 0);
            })
        .isInstanceOfAny(UnavailableException.class, OpenException.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void whatIsNotADirectoryIsInaccessible() throws IOException {
    var file = Files.createFile(parent.resolve("file"));
    assertThatThrownBy(() -> EmbeddedStore.open(file))
        .isInstanceOf(OpenException.class)
        .extracting(e -> ((OpenException) e).reason())
        .isEqualTo(OpenException.Reason.INACCESSIBLE);
  }

  @Test
  void compactionGivesSpaceBack() {
    var random = new Random(1);
    var value = new byte[100_000];
    for (int i = 0; i < 900; i++) {
      random.nextBytes(value);
      store.commit(Transaction.put("/a/" + i % 5, value.clone()));
    }
    assertThat(store.size()).isGreaterThan(80_000_000);
    store.compact(store.revision());
    assertThat(store.size()).isLessThan(30_000_000);
    assertThat(store.range(Keys.ALL, 0, 0).entries())
        .extracting(Entry::modRevision)
        .isEqualTo(List.of(897L, 898L, 899L, 900L, 901L));
  }
}
