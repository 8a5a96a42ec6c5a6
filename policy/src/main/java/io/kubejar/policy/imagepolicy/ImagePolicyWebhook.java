package io.kubejar.policy.imagepolicy;

import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.Reviewer;
import io.kubejar.server.spi.TimedCache;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Asks a service, by an `ImageReview`, whether a pod may run its images.
public final class ImagePolicyWebhook implements AdmissionPlugin {
  private static final System.Logger LOG = System.getLogger(ImagePolicyWebhook.class.getName());
  private static final Pattern PASSED_ON = Pattern.compile(".*\\.image-policy\\.k8s\\.io/.*");
  private static final String PREFIX = "imagepolicywebhook.image-policy.k8s.io/";
  private static final String FAILED_OPEN = "alpha.image-policy.k8s.io/failed-open";

  private final ImagePolicyConfig config;
  private final Reviewer reviewer;
  private final TimedCache<Obj> known;

  public ImagePolicyWebhook(ImagePolicyConfig config, Reviewer reviewer, InstantSource clock) {
    this.config = config;
    this.reviewer = reviewer;
    this.known = new TimedCache<>(1024, clock);
  }

  @Override
  public String name() {
    return "ImagePolicyWebhook";
  }

  /// Marks pods that run only because the service could not be asked.
  @Override
  public <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    Pod pod = pod(admission);
    if (pod == null || asked(admission, pod)) {
      return admission.object();
    }
    Map<String, String> annotations = new LinkedHashMap<>(pod.metadata().annotations());
    annotations.put(FAILED_OPEN, "true");
    return Admitted.changed(
        admission, pod.with(it -> it.metadata(metadata -> metadata.annotations(annotations))));
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    Pod pod = pod(admission);
    if (pod != null) {
      asked(admission, pod);
    }
  }

  private static @Nullable Pod pod(Admission<?> admission) {
    boolean whole =
        admission.subresource().isEmpty() || admission.subresource().equals("ephemeralcontainers");
    boolean write =
        admission.operation() == Operation.CREATE || admission.operation() == Operation.UPDATE;
    return whole && write && admission.object() instanceof Pod pod && !sameImages(admission, pod)
        ? pod
        : null;
  }

  private static boolean sameImages(Admission<?> admission, Pod pod) {
    return admission.operation() == Operation.UPDATE
        && admission.old() instanceof Pod old
        && images(old, "").equals(images(pod, ""));
  }

  /// Refuses the pod, or tells whether the service could be asked.
  private boolean asked(Admission<?> admission, Pod pod) {
    Obj review = review(pod, admission);
    Obj status;
    try {
      status = status(review);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "cannot ask the image policy webhook: {0}", e.getMessage());
      if (!config.defaultAllow()) {
        throw Admitted.forbidden(admission, String.valueOf(e.getMessage()));
      }
      admission.warnings().annotate(PREFIX + "failed-open", "true");
      return false;
    }
    status
        .object("auditAnnotations")
        .members()
        .forEach(
            (key, value) -> {
              if (value instanceof JsonValue.Text(String text)) {
                admission.warnings().annotate(PREFIX + key, text);
              }
            });
    if (!isAllowed(status)) {
      String reason = status.text("reason");
      throw Admitted.forbidden(
          admission,
          reason.isEmpty()
              ? "one or more images rejected by webhook backend"
              : "image policy webhook backend denied one or more images: " + reason);
    }
    return true;
  }

  private Obj status(Obj review) throws IOException {
    String key = new String(review.object("spec").toJson(), StandardCharsets.UTF_8);
    Obj remembered = known.get(key);
    if (remembered != null) {
      return remembered;
    }
    Obj status = reviewer.ask(review).object("status");
    known.put(key, status, isAllowed(status) ? config.allowTtl() : config.denyTtl());
    return status;
  }

  private static boolean isAllowed(Obj status) {
    return status.get("allowed") instanceof JsonValue.Bool(boolean allowed) && allowed;
  }

  private static Obj review(Pod pod, Admission<?> admission) {
    Obj spec =
        Obj.EMPTY.with("containers", new JsonValue.Array(images(pod, admission.subresource())));
    Map<String, JsonValue> annotations = new LinkedHashMap<>();
    pod.metadata()
        .annotations()
        .forEach(
            (key, value) -> {
              if (PASSED_ON.matcher(key).matches()) {
                annotations.put(key, JsonValue.of(value));
              }
            });
    if (!annotations.isEmpty()) {
      spec = spec.with("annotations", new Obj(annotations));
    }
    return Obj.EMPTY
        .with("kind", JsonValue.of("ImageReview"))
        .with("apiVersion", JsonValue.of("imagepolicy.k8s.io/v1alpha1"))
        .with("metadata", Obj.EMPTY.with("creationTimestamp", JsonValue.Null.NULL))
        .with("spec", spec.with("namespace", JsonValue.of(admission.namespace())))
        .with("status", Obj.EMPTY.with("allowed", new JsonValue.Bool(false)));
  }

  private static List<JsonValue> images(Pod pod, String subresource) {
    List<JsonValue> images = new ArrayList<>();
    if (subresource.isEmpty()) {
      pod.spec().containers().forEach(each -> images.add(image(each.image())));
      pod.spec().initContainers().forEach(each -> images.add(image(each.image())));
    }
    pod.spec().ephemeralContainers().forEach(each -> images.add(image(each.image())));
    return images;
  }

  private static JsonValue image(String image) {
    return Obj.EMPTY.with("image", JsonValue.of(image));
  }
}
