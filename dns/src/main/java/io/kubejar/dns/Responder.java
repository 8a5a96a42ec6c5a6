package io.kubejar.dns;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Turns a query's bytes into a reply's: from the zone, or from others.
public final class Responder {
  private static final int LONGEST_CHAIN = 8;
  private static final int LARGEST_STREAM = 65_535;

  private final ClusterZone zone;
  private final Forwarder forwarder;
  private final RandomGenerator random;

  public Responder(ClusterZone zone, Forwarder forwarder, RandomGenerator random) {
    this.zone = zone;
    this.forwarder = forwarder;
    this.random = random;
  }

  /// The reply to a query, cut to what fits into a datagram unless it came over a stream; null for
  /// what must not be answered.
  public byte @Nullable [] reply(byte[] query, boolean datagram) {
    Message message = Message.parse(query);
    if (message == null) {
      return Message.refusal(query);
    }
    byte[] reply = reply(message, query, datagram);
    return datagram && reply.length > message.maxSize() ? message.truncated(reply) : reply;
  }

  private byte[] reply(Message message, byte[] query, boolean datagram) {
    if (message.dnsClass() != 1) {
      return message.reply(Message.REFUSED, false, List.of(), List.of(), "");
    }
    return switch (zone.answer(message.name(), message.queryType())) {
      case Answer.NoName() ->
          message.reply(Message.NO_NAME, true, List.of(), List.of(), zone.name());
      case Answer.Found(List<Record> records, List<Record> additional) -> {
        List<Record> answers = new ArrayList<>(records);
        Collections.shuffle(answers, random);
        if (message.queryType().isAddress()
            && answers.size() == 1
            && answers.getFirst() instanceof Record.Alias alias) {
          answers.addAll(behind(alias, message.queryType()));
        }
        yield message.replyWithin(
            datagram ? message.maxSize() : LARGEST_STREAM, answers, additional, zone.name());
      }
      case Answer.NotMine() ->
          forwarder
              .ask(query, datagram)
              .orElseGet(
                  () -> message.reply(Message.SERVER_FAILURE, false, List.of(), List.of(), ""));
    };
  }

  /// The records of the name that an alias stands for: from the zone, or as others say.
  private List<Record> behind(Record.Alias alias, QueryType type) {
    List<Record> found = new ArrayList<>();
    Record.Alias current = alias;
    for (int hop = 0; hop < LONGEST_CHAIN; hop++) {
      Answer answer = zone.answer(current.target(), type);
      if (answer instanceof Answer.NotMine) {
        byte[] query = Message.query(random.nextInt(1 << 16), current.target(), type);
        forwarder.ask(query, false).ifPresent(reply -> found.addAll(Message.records(reply)));
        return found;
      }
      if (!(answer instanceof Answer.Found(List<Record> records, List<Record> additional))) {
        return found;
      }
      found.addAll(records);
      if (records.isEmpty() || !(records.getFirst() instanceof Record.Alias next)) {
        return found;
      }
      current = next;
    }
    return found;
  }
}
