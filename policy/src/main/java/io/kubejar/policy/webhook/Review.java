package io.kubejar.policy.webhook;

import io.kubejar.policy.match.Change;
import io.kubejar.server.spi.webhook.WebhookCaller.CallFailed;
import io.kubejar.wire.json.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An `AdmissionReview` of version v1: what is sent, and what an answer says.
record Review(String uid, JsonValue document) {
  private static final String VERSION = "admission.k8s.io/v1";
  private static final String KIND = "AdmissionReview";

  static Review of(Change change) {
    String uid = UUID.randomUUID().toString();
    Map<String, JsonValue> request = new LinkedHashMap<>();
    request.put("uid", JsonValue.of(uid));
    change
        .request()
        .forEach(
            (name, value) -> {
              if (name.equals("dryRun")) {
                request.put("object", change.object());
                request.put("oldObject", change.oldObject());
              }
              request.put(name, value);
            });
    request.putIfAbsent("options", JsonValue.Null.NULL);
    Map<String, JsonValue> review = new LinkedHashMap<>();
    review.put("kind", JsonValue.of(KIND));
    review.put("apiVersion", JsonValue.of(VERSION));
    review.put("request", new JsonValue.Obj(request));
    return new Review(uid, new JsonValue.Obj(review));
  }

  /// What a webhook answered.
  ///
  /// @param patchType of which form the patch is
  /// @param patch what is to be changed, or null
  /// @param notes what the audit log is to hear of
  record Answer(
      boolean allowed,
      JsonValue.Obj status,
      String patchType,
      byte @Nullable [] patch,
      List<String> warnings,
      Map<String, String> notes) {
    Answer {
      warnings = List.copyOf(warnings);
      notes = Map.copyOf(notes);
    }
  }

  /// The answer, if it is one to this review.
  ///
  /// @param mutating whether the webhook may change the object
  Answer read(JsonValue.Obj answer, boolean mutating) throws CallFailed {
    if (answer.get("response") == null || answer.get("response") == JsonValue.Null.NULL) {
      throw new CallFailed("webhook response was absent");
    }
    JsonValue.Obj response = answer.object("response");
    if (!response.text("uid").equals(uid)) {
      throw new CallFailed(
          "expected response.uid=\"%s\", got \"%s\"".formatted(uid, response.text("uid")));
    }
    if (!answer.text("apiVersion").equals(VERSION) || !answer.text("kind").equals(KIND)) {
      String version = answer.text("apiVersion");
      throw new CallFailed(
          "expected webhook response of %s, Kind=%s, got %s, Kind=%s"
              .formatted(
                  VERSION,
                  KIND,
                  version.contains("/") ? version : "/" + version,
                  answer.text("kind")));
    }
    String type = response.get("patchType") instanceof JsonValue.Text(String text) ? text : null;
    String patch = response.text("patch");
    checkPatch(mutating, type, patch);
    List<String> warnings = new ArrayList<>();
    for (JsonValue warning : response.items("warnings")) {
      if (warning instanceof JsonValue.Text(String text)) {
        warnings.add(text);
      }
    }
    Map<String, String> notes = new LinkedHashMap<>();
    response
        .object("auditAnnotations")
        .members()
        .forEach(
            (key, value) -> {
              if (value instanceof JsonValue.Text(String text)) {
                notes.put(key, text);
              }
            });
    return new Answer(
        response.get("allowed") instanceof JsonValue.Bool(boolean allowed) && allowed,
        response.object("status"),
        type == null ? "" : type,
        patch.isEmpty() ? null : Base64.getDecoder().decode(patch),
        warnings,
        notes);
  }

  private static void checkPatch(boolean mutating, @Nullable String type, String patch)
      throws CallFailed {
    if (!mutating) {
      if (!patch.isEmpty()) {
        throw new CallFailed("validating webhook may not return response.patch");
      }
      if (type != null) {
        throw new CallFailed("validating webhook may not return response.patchType");
      }
      return;
    }
    if (!patch.isEmpty() && type == null) {
      throw new CallFailed("webhook returned response.patch but not response.patchType");
    }
    if (patch.isEmpty() && type != null) {
      throw new CallFailed("webhook returned response.patchType but not response.patch");
    }
    if (type != null && type.isEmpty()) {
      throw new CallFailed("webhook returned invalid response.patchType of \"\"");
    }
  }
}
