package io.kubejar.server.rest;

import io.kubejar.api.kind.FieldError;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Kind;
import io.kubejar.api.kind.Path;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ObjectCodec;
import io.kubejar.http.QueryParameters;
import io.kubejar.server.registry.SentDocument;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.Warnings;
import io.kubejar.wire.dynamic.DynamicCodec;
import io.kubejar.wire.json.GoText;
import io.kubejar.wire.json.JsonDecoder;
import io.kubejar.wire.json.JsonEncoder;
import io.kubejar.wire.json.JsonException;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.patch.JsonPatch;
import io.kubejar.wire.patch.MergePatch;
import io.kubejar.wire.patch.PatchException;
import io.kubejar.wire.patch.StrategicMerge;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A patch as it was sent, ready to be applied to the JSON form of objects.
public final class Patches {
  private static final String STRATEGIC = "application/strategic-merge-patch+json";

  private final UnaryOperator<JsonValue> change;
  private final boolean strategic;
  private final String document;
  private final PatchFindings findings;

  private Patches(
      UnaryOperator<JsonValue> change, boolean strategic, String document, PatchFindings findings) {
    this.change = change;
    this.strategic = strategic;
    this.document = document;
    this.findings = findings;
  }

  /// Reads a patch for objects of a codec.
  ///
  /// @param mediaType such as `application/merge-patch+json`; 415 when it is no patch's
  public static Patches parse(String mediaType, byte[] body, ObjectCodec<?> codec)
      throws ApiException {
    if (codec instanceof DynamicCodec && mediaType.equals(STRATEGIC)) {
      throw DynamicTypes.notStrategic();
    }
    try {
      return switch (mediaType) {
        case "application/json-patch+json" -> {
          var patch = JsonPatch.parse(body);
          if (patch.size() > 10_000) {
            throw Failures.tooLarge(
                "The allowed maximum operations in a JSON patch is 10000, got " + patch.size());
          }
          yield new Patches(
              patch::apply, false, text(body), () -> PatchFindings.ofOperations(body));
        }
        case "application/merge-patch+json" -> {
          var patch = MergePatch.parse(body);
          yield new Patches(
              original -> MergePatch.apply(object(original), patch),
              false,
              text(body),
              () -> PatchFindings.ofDocument(body));
        }
        case STRATEGIC -> {
          var patch = StrategicMerge.parse(body);
          yield new Patches(
              original -> StrategicMerge.apply(object(original), patch, codec.schema()),
              true,
              GoText.of(patch),
              () -> PatchFindings.ofDocument(body));
        }
        default ->
            throw Failures.failure(
                415,
                "UnsupportedMediaType",
                "415: Unsupported Media Type",
                Failures.emptyDetails());
      };
    } catch (PatchException e) {
      throw failure(e);
    }
  }

  /// Refuses options that do not go with the form of a patch.
  static void checkOptions(String mediaType, QueryParameters query) {
    boolean apply = mediaType.equals(Configurations.MEDIA_TYPE);
    var errors = new FieldErrors();
    String manager = query.first("fieldManager", "");
    if (apply && manager.isEmpty()) {
      errors.required(Path.of("fieldManager"), "is required for apply patch");
    }
    if (!apply && query.contains("force")) {
      errors.forbidden(Path.of("force"), "may not be specified for non-apply patch");
    }
    if (!errors.isEmpty()) {
      throw Failures.invalid("meta.k8s.io", "PatchOptions", "", errors.toList());
    }
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static JsonValue.Obj object(JsonValue value) {
    return value instanceof JsonValue.Obj object ? object : JsonValue.Obj.EMPTY;
  }

  private static ApiException failure(PatchException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.fault()) {
      case MALFORMED -> Failures.badRequest(message);
      case NOT_APPLICABLE, TEST_FAILED ->
          Failures.failure(
              422,
              "Invalid",
              "the server rejected our request due to an error in our request",
              Failures.emptyDetails());
      case ILL_FORMED -> Failures.failure(500, "", message, null);
    };
  }

  /// The object with the patch applied; unknown fields are dropped.
  public <T> T apply(ObjectCodec<T> codec, T original) throws ApiException {
    return apply(codec, original, FieldValidation.IGNORE, new Warnings(), new SentDocument());
  }

  /// The object with the patch applied.
  ///
  /// @param validation what becomes of unknown and duplicate fields
  /// @param sent comes to know the patched document
  <T> T apply(
      ObjectCodec<T> codec,
      T original,
      FieldValidation validation,
      Warnings warnings,
      SentDocument sent)
      throws ApiException {
    JsonValue patched;
    try {
      patched = change.apply(JsonValue.parse(JsonEncoder.encodeObject(codec, original)));
    } catch (PatchException e) {
      throw failure(e);
    }
    checkType(codec, patched);
    try {
      Depth.check(patched);
      var strict =
          strategic
              ? JsonDecoder.decodeTree(codec, patched)
              : JsonDecoder.decodeStrict(codec, patched.toJson());
      List<String> found = findings(validation, DynamicTypes.ordered(codec, strict.findings()));
      if (!found.isEmpty()) {
        if (validation == FieldValidation.STRICT) {
          throw Failures.invalid(
              "",
              "",
              "",
              List.of(
                  new FieldError(
                      FieldError.Type.INVALID,
                      "patch",
                      "Invalid value: \"%s\": strict decoding error: %s"
                          .formatted(document, String.join(", ", found)))));
        }
        if (validation == FieldValidation.WARN) {
          warnings.addAll(found);
        }
      }
      sent.is(patched);
      return ResetOwners.marked(strict.value(), patched);
    } catch (JsonException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  /// What a strict reader objects to in the patch, and then in what became of the object.
  private List<String> findings(FieldValidation validation, List<String> inResult) {
    if (validation == FieldValidation.IGNORE) {
      return inResult;
    }
    List<String> all = new ArrayList<>(findings.list());
    all.addAll(inResult);
    return all;
  }

  private void checkType(ObjectCodec<?> codec, JsonValue patched) {
    if (!(patched instanceof JsonValue.Obj object)) {
      return;
    }
    String kind = object.text("kind");
    String apiVersion = object.text("apiVersion");
    if (!kind.isEmpty() && !kind.equals(codec.kind())) {
      checkDecodes(apiVersion, kind, object);
      throw invalid(
          "converting (%s.%s) to (%s.%s): unknown conversion"
              .formatted(
                  apiVersion.substring(apiVersion.indexOf('/') + 1),
                  kind,
                  Bodies.internalGroup(codec.apiVersion()),
                  codec.kind()));
    }
    if (!apiVersion.isEmpty() && !apiVersion.equals(codec.apiVersion())) {
      throw invalid(
          "no kind \"%s\" is registered for version \"%s\" in scheme \"pkg/api/legacyscheme/scheme.go:30\""
              .formatted(codec.kind(), apiVersion));
    }
  }

  /// What became another kind is decoded as that before anybody notices.
  private void checkDecodes(String apiVersion, String kind, JsonValue.Obj patched) {
    Kind<?> other = KnownTypes.find(apiVersion, kind);
    if (other != null) {
      try {
        JsonDecoder.decode(other.codec(), patched.toJson());
      } catch (JsonException e) {
        throw invalid(String.valueOf(e.getMessage()));
      }
    }
  }

  private ApiException invalid(String why) {
    return Failures.invalid(
        "",
        "",
        "",
        List.of(
            new FieldError(
                FieldError.Type.INVALID,
                "patch",
                "Invalid value: \"%s\": %s".formatted(document, why))));
  }
}
