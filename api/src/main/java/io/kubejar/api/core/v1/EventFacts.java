package io.kubejar.api.core.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;

/// What both APIs of events say about one, and the rules that hold in both. An event that tells
/// when it happened to the microsecond is of the newer sort, of which more is asked.
///
/// @param namespace where the event is
/// @param about the namespace of what it is about
/// @param timed whether it is of the newer sort
/// @param controller who tells it
/// @param instance which instance of the controller
/// @param action what was done
/// @param reason why, in a word
/// @param message what happened
public record EventFacts(
    String namespace,
    String about,
    boolean timed,
    String controller,
    String instance,
    String action,
    String reason,
    String message) {
  private static final int MAX_WORD = 128;
  private static final int MAX_MESSAGE = 1024;

  /// Reports what is wrong.
  ///
  /// @param controllerField what the controller is called in the API
  public void check(String controllerField, FieldErrors errors) {
    if (!isInRightNamespace()) {
      errors.invalid(
          Path.of("involvedObject", "namespace"), about, "does not match event.namespace");
    }
    if (timed) {
      if (controller.isEmpty()) {
        errors.required(Path.of(controllerField));
      }
      errors.invalid(Path.of(controllerField), controller, Formats.qualifiedName(controller));
      checkWord(instance, "reportingInstance", errors);
      checkWord(action, "action", errors);
      checkWord(reason, "reason", errors);
      limit(message, "message", MAX_MESSAGE, errors);
    }
  }

  /// Events about objects of the cluster are in the namespace `default`, newer ones in that of the
  /// system, too.
  private boolean isInRightNamespace() {
    if (about.isEmpty()) {
      return namespace.equals("default") || timed && namespace.equals("kube-system");
    }
    return timed || about.equals(namespace);
  }

  private static void checkWord(String text, String field, FieldErrors errors) {
    if (text.isEmpty()) {
      errors.required(Path.of(field));
    }
    limit(text, field, MAX_WORD, errors);
  }

  private static void limit(String text, String field, int max, FieldErrors errors) {
    if (text.length() > max) {
      errors.invalid(Path.of(field), "", "can have at most " + max + " characters");
    }
  }
}
