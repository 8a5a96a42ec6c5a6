package io.kubejar.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubejar.server.registry.EncodedForms.Form;
import io.kubejar.server.registry.EncodedForms.Room;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class EncodedFormsTest {
  @Test
  void whatWasNotAskedForGoesFirst() {
    var room = new Room(1_000);
    var asked = forms(room, 400);
    var other = forms(room, 400);
    assertThat(asked.get(Form.TAIL)).hasSize(400);

    var third = forms(room, 400);

    assertThat(room.taken()).isEqualTo(800);
    assertThat(asked.get(Form.TAIL)).isNotNull();
    assertThat(other.get(Form.TAIL)).isNull();
    assertThat(third.get(Form.TAIL)).isNotNull();
  }

  @Test
  void whoAsksForMoreInTurnThanThereIsRoomForFindsMostOfWhatIsKept() {
    var room = new Room(8_000);
    var all = new ArrayList<EncodedForms>();
    for (int i = 0; i < 100; i++) {
      all.add(new EncodedForms(room));
    }
    int found = 0;
    for (int round = 0; round < 20; round++) {
      for (EncodedForms forms : all) {
        if (forms.get(Form.TAIL) == null) {
          forms.put(Form.TAIL, new byte[100]);
        } else if (round >= 10) {
          found++;
        }
      }
    }
    assertThat(room.taken()).isBetween(7_000L, 8_000L);
    assertThat(found).isGreaterThan(600);
  }

  @Test
  void formsOfAnObjectCountTogetherAndCanBeDropped() {
    var room = new Room(1_000);
    var forms = forms(room, 100);
    forms.put(Form.METADATA_TAIL, new byte[50]);
    forms.put(Form.MESSAGE, new byte[25]);
    forms.put(Form.TAIL, new byte[90]);
    assertThat(room.taken()).isEqualTo(165);
    forms.drop();
    assertThat(room.taken()).isZero();
    assertThat(forms.get(Form.METADATA_TAIL)).isNull();
    forms.put(Form.TAIL, new byte[10]);
    assertThat(room.taken()).isEqualTo(10);
  }

  @Test
  void statesThatWereReplacedLeaveNothingBehind() {
    var room = new Room(1 << 20);
    var lasting = forms(room, 10);
    for (int i = 0; i < 100_000; i++) {
      forms(room, 10).drop();
    }
    assertThat(room.taken()).isEqualTo(10);
    assertThat(room.listed()).isLessThan(3_000);
    assertThat(lasting.get(Form.TAIL)).hasSize(10);
  }

  @Test
  void retiredOnesKeepNothing() {
    var room = new Room(100);
    var forms = new EncodedForms(room);
    forms.put(Form.TAIL, new byte[10]);
    forms.retire();
    assertThat(forms.get(Form.TAIL)).isNull();
    forms.put(Form.TAIL, new byte[10]);
    assertThat(forms.get(Form.TAIL)).isNull();
    assertThat(room.taken()).isZero();
  }

  @Test
  void theBoundHoldsWhateverManyDoAtTheSameTime() throws InterruptedException {
    var room = new Room(10_000);
    var all = new ArrayList<EncodedForms>();
    for (int i = 0; i < 200; i++) {
      all.add(new EncodedForms(room));
    }
    var begin = new CountDownLatch(1);
    var threads = new ArrayList<Thread>();
    for (int t = 0; t < 4; t++) {
      var random = new Random(t);
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      begin.await();
                    } catch (InterruptedException e) {
                      return;
                    }
                    for (int i = 0; i < 20_000; i++) {
                      var forms = all.get(random.nextInt(all.size()));
                      switch (random.nextInt(4)) {
                        case 0 -> forms.drop();
                        case 1 -> forms.get(Form.TAIL);
                        default ->
                            forms.put(
                                random.nextBoolean() ? Form.TAIL : Form.MESSAGE,
                                new byte[random.nextInt(300)]);
                      }
                    }
                  }));
    }
    begin.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(room.taken()).isBetween(0L, 10_000L);
    all.forEach(EncodedForms::drop);
    assertThat(room.taken()).isZero();
  }

  private static EncodedForms forms(Room room, int bytes) {
    var forms = new EncodedForms(room);
    forms.put(Form.TAIL, new byte[bytes]);
    return forms;
  }
}
