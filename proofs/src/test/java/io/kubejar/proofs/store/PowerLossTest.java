package io.kubejar.proofs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kubejar.proofs.Form;
import io.kubejar.proofs.disk.Disk.Journal;
import io.kubejar.proofs.disk.Faults.Syncing;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The power fails: what was acknowledged is there, and nothing is half there. Needs root and
/// `/dev/fuse`.
class PowerLossTest {

  private static final int SMALL = 3_000;
  private static final int LARGE = 60_000;

  @TempDir Path parent;

  @ParameterizedTest
  @EnumSource
  void loses(Journal journal) throws Exception {
    var machine = new PowerLoss(parent, journal, 7, Form.current().rounds(3, 4));
    int lives = Form.current().rounds(4, 40);
    for (int i = 0; i < lives; i++) {
      machine.life(i % 4 == 3 ? LARGE : SMALL, i % 3 == 1, i % 3 == 2);
    }
    System.out.printf(
        "%s: %d lives, %d losses of power, %d changes%n",
        journal, lives, machine.losses(), machine.acknowledged());
  }

  /// The proof can fail: a disk that only says that it synced loses what was acknowledged.
  @Test
  void aLyingDiskIsFoundOut() throws Exception {
    var machine = new PowerLoss(parent, Journal.ORDERED, 7, 3);
    machine.disk().faults().syncing(Syncing.LIES);
    assertThat(catchThrowable(() -> machine.life(SMALL, false, false))).isNotNull();
  }
}
