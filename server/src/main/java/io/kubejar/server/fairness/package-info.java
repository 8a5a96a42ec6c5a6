/// Priority and fairness: which request is worked on next when there are more than the server can
/// bear, as `FlowSchema` and `PriorityLevelConfiguration` objects say.
///
/// [io.kubejar.server.fairness.FlowControl] is the entry. It finds the first schema that matches a
/// request; the schema names a priority level, which has a share of the server's seats. While seats
/// are free a request takes some and goes on; otherwise it waits in one of the level's queues or is
/// refused.
///
/// ```
/// request → FlowSchema → PriorityLevel ─ seats free ──────────────→ Ticket
///                                      └ hand of queues → shortest → fair turn → Ticket | refused
/// ```
@NullMarked
package io.kubejar.server.fairness;

import org.jspecify.annotations.NullMarked;
