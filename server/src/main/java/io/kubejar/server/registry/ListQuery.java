package io.kubejar.server.registry;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ListOptions;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.Integers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list or watch request's options, checked.
///
/// @param revision the revision asked for, 0 for any; -1 when none was given
/// @param exact whether exactly that revision is meant
/// @param limit the most objects of a page; 0 for all
/// @param continueToken where to go on; empty at the beginning
/// @param sendInitialEvents whether a watch begins with all objects; null when not said
/// @param bookmarks whether a watch may be sent bookmarks
public record ListQuery(
    long revision,
    boolean exact,
    long limit,
    String continueToken,
    @Nullable Boolean sendInitialEvents,
    boolean bookmarks) {
  /// No revision was given: the newest state is meant.
  public static final long NEWEST = -1;

  private static final Path MATCH = Path.of("resourceVersionMatch");

  public static ListQuery of(ListOptions options, boolean watch) {
    check(options, watch);
    String version = options.resourceVersion();
    if (!options.continueToken().isEmpty() && !version.isEmpty() && !version.equals("0")) {
      throw Failures.badRequest("specifying resource version is not allowed when using continue");
    }
    long revision = version.isEmpty() ? NEWEST : parseRevision(version);
    String match = options.resourceVersionMatch();
    boolean exact =
        match.equals("Exact") || (match.isEmpty() && options.limit() > 0 && revision > 0);
    return new ListQuery(
        revision,
        exact,
        Math.max(0, options.limit()),
        options.continueToken(),
        options.sendInitialEvents(),
        options.allowWatchBookmarks());
  }

  /// A revision from its text.
  public static long parseRevision(String text) {
    try {
      return Integers.unsigned(text);
    } catch (NumberFormatException e) {
      throw Failures.badRequest("Invalid value: \"%s\": %s".formatted(text, e.getMessage()));
    }
  }

  private static void check(ListOptions options, boolean watch) {
    var errors = new FieldErrors();
    if (watch) {
      checkWatch(options, errors);
    } else {
      checkList(options, errors);
    }
    if (!errors.isEmpty()) {
      throw Failures.invalid("meta.k8s.io", "ListOptions", "", errors.toList());
    }
  }

  private static void checkWatch(ListOptions options, FieldErrors errors) {
    String match = options.resourceVersionMatch();
    boolean notOlder = match.equals("NotOlderThan");
    if (options.sendInitialEvents() != null && !notOlder) {
      errors.forbidden(
          MATCH, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
    }
    if (match.isEmpty()) {
      return;
    }
    if (options.sendInitialEvents() == null) {
      errors.forbidden(
          MATCH,
          "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
    }
    if (!notOlder) {
      errors.notSupported(MATCH, match, List.of("NotOlderThan"));
    }
    checkContinue(options, errors);
  }

  private static void checkList(ListOptions options, FieldErrors errors) {
    String match = options.resourceVersionMatch();
    String version = options.resourceVersion();
    if (!match.isEmpty()) {
      if (version.isEmpty()) {
        errors.forbidden(
            MATCH, "resourceVersionMatch is forbidden unless resourceVersion is provided");
      }
      checkContinue(options, errors);
      if (!match.equals("Exact") && !match.equals("NotOlderThan")) {
        errors.notSupported(MATCH, match, List.of("Exact", "NotOlderThan", ""));
      }
      if (match.equals("Exact") && version.equals("0")) {
        errors.forbidden(
            MATCH, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
      }
    }
    if (options.sendInitialEvents() != null) {
      errors.forbidden(Path.of("sendInitialEvents"), "sendInitialEvents is forbidden for list");
    }
  }

  private static void checkContinue(ListOptions options, FieldErrors errors) {
    if (!options.continueToken().isEmpty()) {
      errors.forbidden(MATCH, "resourceVersionMatch is forbidden when continue is provided");
    }
  }
}
