package io.kubejar.server.extension.custom;

import io.kubejar.api.apiextensions.v1.ServiceReference;
import io.kubejar.api.apiextensions.v1.WebhookClientConfig;
import io.kubejar.api.apiextensions.v1.WebhookConversion;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.value.Bytes;
import io.kubejar.server.spi.Failures;
import io.kubejar.server.spi.webhook.WebhookCaller;
import io.kubejar.server.spi.webhook.WebhookCaller.CallFailed;
import io.kubejar.server.spi.webhook.WebhookTarget;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Array;
import io.kubejar.wire.json.JsonValue.Obj;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Asks a webhook for objects in another version.
///
/// ```
/// ConversionReview ── request: uid, desiredAPIVersion, objects ──▶ webhook
///                  ◀─ response: uid, convertedObjects, result ────
/// ```
///
/// Of the metadata it may change labels and annotations only. Objects that are in the version
/// wanted already are not sent.
final class ConversionWebhook implements Conversion {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int ANSWER_LIMIT = 64 << 20;
  private static final String GROUP = "apiextensions.k8s.io/";
  private static final Set<String> REVIEW_VERSIONS = Set.of("v1", "v1beta1");
  private static final String REVIEW = "ConversionReview";

  private final WebhookTarget target;
  private final @Nullable String version;
  private final String listKind;
  private final WebhookCaller caller;

  /// @param listKind what lists of the objects are called
  ConversionWebhook(WebhookConversion declared, String listKind, WebhookCaller caller) {
    this.target = target(declared.clientConfig());
    this.version =
        declared.conversionReviewVersions().stream()
            .filter(REVIEW_VERSIONS::contains)
            .findFirst()
            .orElse(null);
    this.listKind = listKind;
    this.caller = caller;
  }

  private static WebhookTarget target(@Nullable WebhookClientConfig config) {
    if (config == null) {
      return new WebhookTarget(null, null, Bytes.EMPTY);
    }
    ServiceReference service = config.service();
    return new WebhookTarget(
        config.url(),
        service == null
            ? null
            : WebhookTarget.At.of(
                service.namespace(), service.name(), service.path(), service.port()),
        config.caBundle());
  }

  @Override
  public Obj convert(Obj object, String apiVersion) {
    if (object.text("apiVersion").equals(apiVersion)) {
      return object;
    }
    String what = what(object.text("apiVersion"), object.text("kind"));
    List<Obj> converted = ask(List.of(object), apiVersion, what);
    return ConvertedObject.checked(object, converted.getFirst(), apiVersion, what, -1);
  }

  @Override
  public List<Obj> convertAll(List<Obj> objects, String apiVersion) {
    List<Obj> others =
        objects.stream().filter(each -> !each.text("apiVersion").equals(apiVersion)).toList();
    if (others.isEmpty()) {
      return objects;
    }
    String what = what(others.getFirst().text("apiVersion"), listKind);
    List<Obj> answers = ask(others, apiVersion, what);
    List<Obj> converted = new ArrayList<>(objects.size());
    int next = 0;
    for (Obj object : objects) {
      if (object.text("apiVersion").equals(apiVersion)) {
        converted.add(object);
      } else {
        converted.add(ConvertedObject.checked(object, answers.get(next), apiVersion, what, next));
        next++;
      }
    }
    return converted;
  }

  /// `group/version, Kind=kind`
  private static String what(String apiVersion, String kind) {
    return apiVersion + ", Kind=" + kind;
  }

  private List<Obj> ask(List<Obj> objects, String apiVersion, String what) throws ApiException {
    if (version == null) {
      throw failure("no supported conversion review versions");
    }
    String uid = UUID.randomUUID().toString();
    Obj review =
        Obj.EMPTY
            .with("kind", JsonValue.of(REVIEW))
            .with("apiVersion", JsonValue.of(GROUP + version))
            .with(
                "request",
                Obj.EMPTY
                    .with("uid", JsonValue.of(uid))
                    .with("desiredAPIVersion", JsonValue.of(apiVersion))
                    .with("objects", new Array(List.copyOf(objects))));
    List<Obj> converted;
    try {
      converted = answer(caller.ask(target, TIMEOUT, review, ANSWER_LIMIT), uid);
    } catch (CallFailed e) {
      throw failure("conversion webhook for %s failed: %s".formatted(what, e.text()));
    }
    if (converted.size() != objects.size()) {
      throw failure(
          "conversion webhook for %s returned %d objects, expected %d"
              .formatted(what, converted.size(), objects.size()));
    }
    return converted;
  }

  /// Webhooks of the older reviews need not repeat what was asked.
  private List<Obj> answer(Obj review, String uid) throws CallFailed {
    boolean repeats = "v1".equals(version);
    String expected = what(GROUP + version, REVIEW);
    String got = what(review.text("apiVersion"), review.text("kind"));
    if (repeats && !got.equals(expected)) {
      throw new CallFailed("expected webhook response of %s, got %s".formatted(expected, got));
    }
    if (!(review.get("response") instanceof Obj response)) {
      throw new CallFailed("no response provided");
    }
    if (repeats && !response.text("uid").equals(uid)) {
      throw new CallFailed(
          "expected response.uid=\"%s\", got \"%s\"".formatted(uid, response.text("uid")));
    }
    Obj result = response.object("result");
    if (!result.text("status").equals("Success")) {
      throw new CallFailed(
          result.text("message").isEmpty()
              ? "response.result.status was '%s', not 'Success'".formatted(result.text("status"))
              : result.text("message"));
    }
    List<Obj> objects = new ArrayList<>();
    for (JsonValue each : response.items("convertedObjects")) {
      objects.add(each instanceof Obj object ? object : Obj.EMPTY);
    }
    return objects;
  }

  static ApiException failure(String message) {
    return Failures.failure(500, "", message, null);
  }
}
