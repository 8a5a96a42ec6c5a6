package io.kubejar.server.fairness;

/// Whether a request may go on, by which schema and which level.
public sealed interface Verdict {
  /// The identifier of the flow schema.
  String schemaUid();

  /// The identifier of the priority level.
  String levelUid();

  /// It may, and has to give its ticket back.
  record Admitted(Ticket ticket, String schemaUid, String levelUid) implements Verdict {}

  /// It may not now.
  ///
  /// @param reason why, in one word
  record Rejected(String reason, String schemaUid, String levelUid) implements Verdict {}
}
