package io.kubejar.server.fairness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/// Tables of what is under way, for people: what `/debug/api_priority_and_fairness/` shows.
public final class FlowDumps {
  private final FlowControl control;

  public FlowDumps(FlowControl control) {
    this.control = control;
  }

  /// A line per priority level.
  public String levels() {
    var rows = new ArrayList<List<String>>();
    rows.add(
        List.of(
            "PriorityLevelName",
            "ActiveQueues",
            "IsIdle",
            "IsQuiescing",
            "WaitingRequests",
            "ExecutingRequests",
            "DispatchedRequests",
            "RejectedRequests",
            "TimedoutRequests",
            "CancelledRequests"));
    for (PriorityLevel level : control.levels()) {
      var state = level.state();
      rows.add(
          row(
              level.name(),
              state.activeQueues(),
              state.waiting() == 0 && state.executing() == 0,
              false,
              state.waiting(),
              state.executing(),
              state.dispatched(),
              state.rejected(),
              state.timedOut(),
              state.cancelled()));
    }
    return table(rows);
  }

  /// A line per queue.
  public String queues() {
    var rows = new ArrayList<List<String>>();
    rows.add(
        List.of(
            "PriorityLevelName",
            "Index",
            "PendingRequests",
            "ExecutingRequests",
            "SeatsInUse",
            "NextDispatchR",
            "InitialSeatsSum",
            "MaxSeatsSum",
            "TotalWorkSum"));
    for (PriorityLevel level : control.levels()) {
      for (var queue : level.queueStates()) {
        rows.add(
            row(
                level.name(),
                queue.index(),
                queue.waiting(),
                queue.executing(),
                queue.seatsInUse(),
                "%.8fss".formatted(queue.next()),
                queue.seats(),
                queue.seats(),
                "%.8fss".formatted(queue.seats() * 0.01)));
      }
    }
    return table(rows);
  }

  /// A line per request that waits or, at an exempt level, is worked on.
  ///
  /// @param details whether it says what each request wants
  public String requests(boolean details) {
    var rows = new ArrayList<List<String>>();
    var head =
        new ArrayList<>(
            List.of(
                "PriorityLevelName",
                "FlowSchemaName",
                "QueueIndex",
                "RequestIndexInQueue",
                "FlowDistingsher",
                "ArriveTime",
                "InitialSeats",
                "FinalSeats",
                "AdditionalLatency",
                "StartTime"));
    if (details) {
      head.addAll(
          List.of(
              "UserName",
              "Verb",
              "APIPath",
              "Namespace",
              "Name",
              "APIVersion",
              "Resource",
              "SubResource"));
    }
    rows.add(head);
    for (PriorityLevel level : control.levels()) {
      var tickets = new ArrayList<Ticket>();
      for (Iterator<Ticket> it = level.tickets(); it.hasNext(); ) {
        tickets.add(it.next());
      }
      tickets.sort(Comparator.comparing(Ticket::arrived));
      for (int i = 0; i < tickets.size(); i++) {
        rows.add(request(tickets.get(i), i, details));
      }
    }
    return table(rows);
  }

  private static List<String> request(Ticket ticket, int index, boolean details) {
    var work = ticket.work();
    FairQueue queue = ticket.queue;
    boolean waits = ticket.startedNanos() == 0;
    Instant started =
        waits ? null : ticket.arrived().plusNanos(ticket.startedNanos() - ticket.arrivedNanos());
    var row =
        new ArrayList<>(
            row(
                ticket.schema().level().name(),
                ticket.schema().name(),
                queue == null ? -1 : queue.index,
                waits ? index : -1,
                ticket.distinguisher(),
                ticket.arrived(),
                work.seats(),
                work.finalSeats(),
                work.afterwards().isZero() ? "0s" : work.afterwards().toMillis() + "ms",
                started == null ? "0001-01-01T00:00:00Z" : started));
    if (details) {
      var request = ticket.request();
      row.addAll(
          List.of(
              request.user().name(),
              request.verb(),
              request.path(),
              request.namespace(),
              request.name(),
              request.version(),
              request.resource(),
              request.subresource()));
    }
    return row;
  }

  private static List<String> row(Object... cells) {
    var row = new ArrayList<String>(cells.length);
    for (Object cell : cells) {
      row.add(String.valueOf(cell));
    }
    return row;
  }

  /// Cells with commas behind them, in columns.
  private static String table(List<? extends List<String>> rows) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], Math.max(8, row.get(i).length() + 2));
      }
    }
    var text = new StringBuilder();
    for (List<String> row : rows) {
      for (int i = 0; i < columns - 1; i++) {
        String cell = row.get(i) + ",";
        text.append(cell).repeat(' ', widths[i] - cell.length());
      }
      text.append(row.getLast()).append('\n');
    }
    return text.toString();
  }
}
