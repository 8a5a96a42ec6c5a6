package io.kubejar.policy.webhook;

import io.kubejar.api.codec.JsonForm;
import io.kubejar.server.spi.webhook.WebhookCaller.CallFailed;
import io.kubejar.wire.json.JsonValue;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The form of an answered `AdmissionReview`: an answer with a member of another form is none, so
/// that nothing is read into it.
final class AnswerForm {
  private static final String RESPONSE = "AdmissionResponse.response.";

  private AnswerForm() {}

  static void check(JsonValue.Obj answer) throws CallFailed {
    if (answer.text("apiVersion").equals("admission.k8s.io/v1beta1")) {
      throw new CallFailed(
          "converting (v1beta1.AdmissionReview) to (v1.AdmissionReview): unknown conversion");
    }
    JsonValue response = answer.get("response");
    if (!(response instanceof JsonValue.Obj members)) {
      expect(response, JsonForm.OBJECT, "AdmissionReview.response", "v1.AdmissionResponse");
      return;
    }
    expect(members.get("uid"), JsonForm.STRING, RESPONSE + "uid", "types.UID");
    expect(members.get("allowed"), JsonForm.BOOLEAN, RESPONSE + "allowed", "bool");
    expect(members.get("status"), JsonForm.OBJECT, RESPONSE + "status", "v1.Status");
    expect(members.get("patch"), JsonForm.STRING, RESPONSE + "patch", "[]uint8");
    expect(members.get("patchType"), JsonForm.STRING, RESPONSE + "patchType", "v1.PatchType");
    checkPatch(members.text("patch"));
    String notes = RESPONSE + "auditAnnotations";
    expect(members.get("auditAnnotations"), JsonForm.OBJECT, notes, "map[string]string");
    for (JsonValue note : members.object("auditAnnotations").members().values()) {
      expect(note, JsonForm.STRING, notes, "string");
    }
    String warnings = RESPONSE + "warnings";
    expect(members.get("warnings"), JsonForm.ARRAY, warnings, "[]string");
    for (JsonValue warning : members.items("warnings")) {
      expect(warning, JsonForm.STRING, warnings, "string");
    }
  }

  private static void expect(@Nullable JsonValue value, JsonForm form, String member, String type)
      throws CallFailed {
    if (value != null && value.form() != form && value.form() != JsonForm.NULL) {
      throw new CallFailed(
          "json: cannot unmarshal %s into Go struct field %s of type %s"
              .formatted(JsonValue.formName(value.form()), member, type));
    }
  }

  private static void checkPatch(String patch) throws CallFailed {
    try {
      Base64.getDecoder().decode(patch);
    } catch (IllegalArgumentException e) {
      throw new CallFailed("illegal base64 data at input byte " + firstStrange(patch));
    }
  }

  private static int firstStrange(String patch) {
    for (int i = 0; i < patch.length(); i++) {
      char each = patch.charAt(i);
      if (!Character.isLetterOrDigit(each) && each != '+' && each != '/' && each != '=') {
        return i;
      }
    }
    return patch.length();
  }
}
