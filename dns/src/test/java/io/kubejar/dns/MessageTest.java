package io.kubejar.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageTest {
  @Test
  void readsAQuestion() {
    Message message = Message.parse(Query.of("Web.Shop.svc", 28));
    assertThat(message.id()).isEqualTo(0x1234);
    assertThat(message.name()).isEqualTo("web.shop.svc");
    assertThat(message.queryType()).isEqualTo(QueryType.AAAA);
    assertThat(message.recursionDesired()).isTrue();
    assertThat(message.edns()).isFalse();
    assertThat(message.maxSize()).isEqualTo(512);
  }

  @Test
  void theSizeIsKeptWithinBounds() {
    assertThat(Message.parse(Query.of("a", 1, 1_232)).maxSize()).isEqualTo(1_232);
    assertThat(Message.parse(Query.of("a", 1, 100)).maxSize()).isEqualTo(512);
    assertThat(Message.parse(Query.of("a", 1, 65_000)).maxSize()).isEqualTo(4_096);
  }

  @Test
  void scrapsAndRepliesAreNotAnswered() {
    byte[] reply = Query.of("a", 1);
    reply[2] |= (byte) 0x80;
    assertThat(Message.parse(reply)).isNull();
    assertThat(Message.refusal(reply)).isNull();
    assertThat(Message.refusal(new byte[11])).isNull();
  }

  @Test
  void otherOperationsAndBadFormsAreRefused() {
    byte[] update = Query.of("a", 1);
    update[2] = 0x28;
    assertThat(Message.parse(update)).isNull();
    assertThat(Query.code(Message.refusal(update))).isEqualTo(Message.NOT_IMPLEMENTED);
    byte[] two = Query.of("a", 1);
    two[5] = 2;
    assertThat(Message.parse(two)).isNull();
    assertThat(Query.code(Message.refusal(two))).isEqualTo(Message.FORMAT_ERROR);
  }

  @Test
  void noBytesAreTooBad() {
    Random random = new Random(5);
    byte[] good = Query.answered(Query.of("web.shop.svc.cluster.local", 1, 1_232), 1, 2, 3, 4);
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int j = 0; j < 3 && bad.length > 0; j++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      Message message = Message.parse(bad);
      if (message != null) {
        message.reply(Message.NO_NAME, true, List.of(), List.of(), "cluster.local");
      }
      Message.refusal(bad);
      Message.records(bad);
    }
  }

  @Test
  void aNameThatPointsToItselfEnds() {
    byte[] reply = Query.answered(Query.of("a", 1), 1, 2, 3, 4);
    reply[reply.length - 15] = (byte) (reply.length - 16);
    assertThat(Message.records(reply)).isEmpty();
  }
}
