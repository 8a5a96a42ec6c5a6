package io.kubejar.proofs.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The search of Wing and Gong with the memory of Lowe: tries the operations that may come next,
/// undoes what leads nowhere, and never enters the same state with the same operations done twice.
///
/// ```
/// calls and returns in the order of time; done = {}
/// at a call:   if the model allows it now, and (done + it, state) is new: do it, begin anew
///              otherwise look further
/// at a return: it should have been done already: undo the last and look behind that one
/// ```
public final class Linearizability {

  /// How much is remembered of one part before the search gives up.
  private static final int MOST_STATES = 4_000_000;

  private Linearizability() {}

  /// The key of a part of the history that has no order, if there is one. Parts that do not touch
  /// each other are searched one by one.
  public static <K, S, I, O> Optional<K> flaw(
      List<Operation<I, O>> history, Function<I, K> key, Model<S, I, O> model) {
    Map<K, List<Operation<I, O>>> parts = new HashMap<>();
    for (var operation : history) {
      parts.computeIfAbsent(key.apply(operation.input()), _ -> new ArrayList<>()).add(operation);
    }
    for (var part : parts.entrySet()) {
      if (!holds(part.getValue(), model)) {
        return Optional.of(part.getKey());
      }
    }
    return Optional.empty();
  }

  /// Whether a history has an order that fits the model.
  ///
  /// @throws IllegalStateException when that is not found out with bounded memory
  public static <S, I, O> boolean holds(List<Operation<I, O>> history, Model<S, I, O> model) {
    return new Search<>(history, model).run();
  }

  /// A call or a return in a list from which both are taken while their operation is done.
  private static final class Moment<I, O> {
    private final int number;
    private final @Nullable Operation<I, O> call;
    private @Nullable Moment<I, O> answer;
    private @Nullable Moment<I, O> previous;
    private @Nullable Moment<I, O> next;

    Moment(int number, @Nullable Operation<I, O> call) {
      this.number = number;
      this.call = call;
    }

    void after(Moment<I, O> other) {
      previous = other;
      other.next = this;
    }

    void take() {
      if (previous != null) {
        previous.next = next;
      }
      if (next != null) {
        next.previous = previous;
      }
    }

    void putBack() {
      if (previous != null) {
        previous.next = this;
      }
      if (next != null) {
        next.previous = this;
      }
    }
  }

  private record Step<S, I, O>(Moment<I, O> moment, S before) {}

  private record Seen<S>(BitSet done, S state) {}

  private static final class Search<S, I, O> {
    private final Model<S, I, O> model;
    private final Moment<I, O> head = new Moment<>(-1, null);
    private final List<Step<S, I, O>> steps = new ArrayList<>();
    private final BitSet done = new BitSet();
    private final HashSet<Seen<S>> seen = new HashSet<>();

    Search(List<Operation<I, O>> history, Model<S, I, O> model) {
      this.model = model;
      record At<I, O>(long time, boolean returns, Moment<I, O> moment) {}
      var moments = new ArrayList<At<I, O>>();
      for (int i = 0; i < history.size(); i++) {
        var operation = history.get(i);
        var call = new Moment<>(i, operation);
        var answer = new Moment<I, O>(i, null);
        call.answer = answer;
        moments.add(new At<>(operation.start(), false, call));
        moments.add(new At<>(operation.end(), true, answer));
      }
      // What begins when something else ends may have come before it.
      moments.sort(Comparator.<At<I, O>>comparingLong(At::time).thenComparing(At::returns));
      var last = head;
      for (var each : moments) {
        each.moment().after(last);
        last = each.moment();
      }
    }

    boolean run() {
      S state = model.initial();
      var at = head.next;
      while (at != null) {
        var operation = at.call;
        if (operation == null) {
          if (steps.isEmpty()) {
            return false;
          }
          var step = steps.removeLast();
          state = step.before();
          at = step.moment();
          done.clear(at.number);
          undo(at);
          at = at.next;
          continue;
        }
        var after = model.step(state, operation.input(), operation.output());
        if (after != null && remember(at.number, after)) {
          steps.add(new Step<>(at, state));
          state = after;
          done.set(at.number);
          take(at);
          at = head.next;
        } else {
          at = at.next;
        }
      }
      return true;
    }

    private boolean remember(int number, S after) {
      var with = (BitSet) done.clone();
      with.set(number);
      if (seen.size() == MOST_STATES) {
        throw new IllegalStateException("no verdict after " + MOST_STATES + " states");
      }
      return seen.add(new Seen<>(with, after));
    }

    private void take(Moment<I, O> call) {
      call.take();
      if (call.answer != null) {
        call.answer.take();
      }
    }

    private void undo(Moment<I, O> call) {
      if (call.answer != null) {
        call.answer.putBack();
      }
      call.putBack();
    }
  }
}
