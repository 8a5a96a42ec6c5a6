package io.kubejar.server.registry;

import io.kubejar.server.spi.User;
import io.kubejar.server.spi.Warnings;

/// Who writes, and how.
///
/// @param user who asks; admission sees it
/// @param dryRun whether nothing is to be stored
/// @param warnings collects what the writer should be warned of
public record WriteContext(User user, boolean dryRun, Warnings warnings) {
  /// The server itself, whom nothing is refused to.
  public static final User SYSTEM =
      User.of("system:apiserver", "system:masters", "system:authenticated");

  public static WriteContext of(User user) {
    return new WriteContext(user, false, new Warnings());
  }

  /// A write of the server itself.
  public static WriteContext system() {
    return of(SYSTEM);
  }
}
