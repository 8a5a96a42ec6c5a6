package io.kubejar.server.rest;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.DeleteOptions;
import io.kubejar.api.meta.v1.ListOptions;
import io.kubejar.api.meta.v1.Preconditions;
import io.kubejar.http.QueryParameters;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.Integers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the options that requests carry in their query.
final class Queries {
  private Queries() {}

  static ListOptions list(QueryParameters query) throws ApiException {
    return new ListOptions(
        query.first("labelSelector", ""),
        query.first("fieldSelector", ""),
        isTrue(query, "watch"),
        isTrue(query, "allowWatchBookmarks"),
        query.first("resourceVersion", ""),
        query.first("resourceVersionMatch", ""),
        number(query, "timeoutSeconds"),
        orZero(number(query, "limit")),
        query.first("continue", ""),
        query.contains("sendInitialEvents") ? (Boolean) isTrue(query, "sendInitialEvents") : null,
        query.first("shardSelector", ""));
  }

  static DeleteOptions delete(QueryParameters query) throws ApiException {
    var options = DeleteOptions.builder().dryRun(query.all("dryRun"));
    Long grace = number(query, "gracePeriodSeconds");
    if (grace != null) {
      options.gracePeriodSeconds(grace);
    }
    String policy = query.first("propagationPolicy");
    if (policy != null) {
      options.propagationPolicy(policy);
    }
    if (query.contains("orphanDependents")) {
      options.orphanDependents(isTrue(query, "orphanDependents"));
    }
    String uid = query.first("uid", "");
    String version = query.first("resourceVersion", "");
    if (!uid.isEmpty() || !version.isEmpty()) {
      options.preconditions(
          new Preconditions(uid.isEmpty() ? null : uid, version.isEmpty() ? null : version));
    }
    return options.build();
  }

  /// Whether nothing is to be stored; 422 for another value than `All`.
  ///
  /// @param optionsKind the options' kind, which messages name
  static boolean checkWrite(QueryParameters query, String optionsKind) throws ApiException {
    var errors = new FieldErrors();
    List<String> dryRun = query.all("dryRun");
    for (String value : dryRun) {
      if (!value.equals("All")) {
        errors.notSupported(Path.of("dryRun"), dryRun, List.of("All"));
        break;
      }
    }
    checkManager(query.first("fieldManager", ""), errors);
    String validation = query.first("fieldValidation", "");
    if (!List.of("", "Ignore", "Warn", "Strict").contains(validation)) {
      errors.notSupported(
          Path.of("fieldValidation"), validation, List.of("Ignore", "Strict", "Warn"));
    }
    if (!errors.isEmpty()) {
      throw Failures.invalid("meta.k8s.io", optionsKind, "", errors.toList());
    }
    return !dryRun.isEmpty();
  }

  static void checkManager(String manager, FieldErrors errors) {
    if (manager.length() > 128) {
      errors.tooLong(Path.of("fieldManager"), 128);
    }
    for (int i = 0; i < manager.length(); i++) {
      char c = manager.charAt(i);
      if (Character.isISOControl(c)) {
        errors.invalid(
            Path.of("fieldManager"),
            manager,
            "invalid character U+%04X (at position %d)".formatted((int) c, i));
        break;
      }
    }
  }

  /// A switch: on unless it is absent, `false` or `0`, in any case.
  static boolean isTrue(QueryParameters query, String name) {
    String value = query.first(name);
    return value != null && !value.equalsIgnoreCase("false") && !value.equals("0");
  }

  private static @Nullable Long number(QueryParameters query, String name) {
    String value = query.first(name);
    if (value == null || value.isEmpty()) {
      return null;
    }
    try {
      return Integers.signed(value);
    } catch (NumberFormatException e) {
      throw Failures.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static long orZero(@Nullable Long value) {
    return value == null ? 0 : value;
  }
}
