package io.kubejar.policy.webhook;

import io.kubejar.server.spi.Warnings;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.nio.charset.StandardCharsets;

/// Tells the audit log what became of asking one webhook.
///
/// @param round 0, or 1 when it is asked again
/// @param index the webhook's place among all
record HookNotes(Warnings warnings, Hook hook, int round, int index) {
  void mutated(boolean mutated) {
    warnings.annotate(
        "mutation.webhook.admission.k8s.io/" + place(),
        text(place(hook).with("mutated", new JsonValue.Bool(mutated))));
  }

  /// Tells the patch, where the audit log hears of the bodies of requests.
  void patched(byte[] patch) {
    warnings.annotateRequest(
        "patch.webhook.admission.k8s.io/" + place(),
        text(
            place(hook)
                .with("patch", JsonValue.parse(patch))
                .with("patchType", JsonValue.of("JSONPatch"))));
  }

  /// The webhook could not be asked, and that does not matter.
  ///
  /// @param sort `mutation` or `validating`
  void failedOpen(String sort) {
    warnings.annotate("failed-open." + sort + ".webhook.admission.k8s.io/" + place(), hook.name());
  }

  private static Obj place(Hook hook) {
    return Obj.EMPTY
        .with("configuration", JsonValue.of(hook.configuration()))
        .with("webhook", JsonValue.of(hook.name()));
  }

  private String place() {
    return "round_" + round + "_index_" + index;
  }

  private static String text(Obj value) {
    return new String(value.toJson(), StandardCharsets.UTF_8);
  }
}
