package io.kubejar.server.registry;

import io.kubejar.server.spi.User;
import io.kubejar.server.spi.Warnings;
import io.kubejar.server.spi.WriteOptions;
import org.jspecify.annotations.Nullable;

/// Who writes, and how.
///
/// @param user who asks; admission sees it
/// @param manager the name under which the writer comes to own the fields it changes; null when
///   nobody comes to own them, as with what the server itself does for a request
/// @param dryRun whether nothing is to be stored
/// @param warnings collects what the writer should be warned of
/// @param sent what was sent, as soon as it is known
/// @param options what the client gave as options
/// @param admitted whether admission let in already what this write is a part of, and is not asked
///   again
public record WriteContext(
    User user,
    @Nullable String manager,
    boolean dryRun,
    Warnings warnings,
    SentDocument sent,
    WriteOptions options,
    boolean admitted) {
  /// The server itself, whom nothing is refused to.
  public static final User SYSTEM =
      User.of("system:apiserver", "system:masters", "system:authenticated");

  /// A write of a record, which says all.
  public WriteContext(User user, @Nullable String manager, boolean dryRun, Warnings warnings) {
    this(user, manager, dryRun, warnings, new SentDocument(), WriteOptions.NONE, false);
  }

  /// A write after which nobody owns more fields than before.
  public WriteContext(User user, boolean dryRun, Warnings warnings) {
    this(user, null, dryRun, warnings);
  }

  public static WriteContext of(User user) {
    return new WriteContext(user, false, new Warnings());
  }

  /// A write of the server itself.
  public static WriteContext system() {
    return of(SYSTEM);
  }

  /// A write of the server itself, in its own name.
  public static WriteContext server() {
    return system().managedBy("kube-apiserver");
  }

  /// The same write of what a document says.
  public WriteContext sending(SentDocument document) {
    return new WriteContext(user, manager, dryRun, warnings, document, options, admitted);
  }

  /// The same write by a manager of fields; null for none.
  public WriteContext managedBy(@Nullable String other) {
    return new WriteContext(user, other, dryRun, warnings, sent, options, admitted);
  }

  /// The same write with the options that its client gave.
  public WriteContext given(WriteOptions other) {
    return new WriteContext(user, manager, dryRun, warnings, sent, other, admitted);
  }

  /// The same write as a part of something that admission let in, such as an eviction.
  public WriteContext asAdmitted() {
    return new WriteContext(user, manager, dryRun, warnings, sent, options, true);
  }
}
