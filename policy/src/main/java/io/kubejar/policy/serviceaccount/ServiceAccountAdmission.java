package io.kubejar.policy.serviceaccount;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.DownwardAPIVolumeFile;
import io.kubejar.api.core.v1.KeyToPath;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodSpec;
import io.kubejar.api.core.v1.ProjectedVolumeSource;
import io.kubejar.api.core.v1.ServiceAccount;
import io.kubejar.api.core.v1.ServiceAccountKind;
import io.kubejar.api.core.v1.Volume;
import io.kubejar.api.core.v1.VolumeMount;
import io.kubejar.api.core.v1.VolumeProjection;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.ClusterView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Gives pods their service account, its image pull secrets, and a volume with its token, the
/// cluster's authority and the namespace.
public final class ServiceAccountAdmission implements AdmissionPlugin {
  private static final String DEFAULT = "default";
  private static final String TOKEN_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";
  private static final String VOLUME_PREFIX = "kube-api-access-";
  private static final String MIRROR = "kubernetes.io/config.mirror";
  private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";
  private static final long TOKEN_SECONDS = 3607;
  private static final int ATTEMPTS = 10;

  /// What the volume shows, the same instance in all pods, of which there may be many.
  private static final ProjectedVolumeSource PROJECTED =
      ProjectedVolumeSource.builder().defaultMode(420).sources(sources()).build();

  private final ClusterView view;
  private final RandomGenerator random;
  private final Pause pause;

  /// Waits between two looks for an account that a controller is about to make.
  @FunctionalInterface
  public interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }

  public ServiceAccountAdmission(ClusterView view, RandomGenerator random, Pause pause) {
    this.view = view;
    this.random = random;
    this.pause = pause;
  }

  @Override
  public String name() {
    return "ServiceAccount";
  }

  @Override
  public <T extends ApiObject> @Nullable T admit(Admission<T> admission) throws ApiException {
    Pod pod = Admitted.newPod(admission);
    if (pod == null || isMirror(pod)) {
      return admission.object();
    }
    PodSpec spec = pod.spec();
    String name = spec.serviceAccountName().isEmpty() ? DEFAULT : spec.serviceAccountName();
    ServiceAccount account = find(admission, name);
    var draft = spec.toBuilder().serviceAccountName(name).serviceAccount(name);
    if (spec.imagePullSecrets().isEmpty()) {
      draft.imagePullSecrets(account.imagePullSecrets());
    }
    PodSpec changed = draft.build();
    if (wantsToken(account, spec)) {
      changed = withToken(changed);
    }
    PodSpec completed = changed;
    return Admitted.changed(admission, pod.with(it -> it.spec(completed)));
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    if (admission.operation() == Operation.UPDATE
        && admission.subresource().equals("ephemeralcontainers")
        && admission.object() instanceof Pod pod) {
      var allowed = MountableSecrets.of(find(admission, pod.spec().serviceAccountName()));
      refuse(admission, allowed == null ? null : allowed.breachOfEphemeral(pod.spec()));
      return;
    }
    Pod pod = Admitted.newPod(admission);
    if (pod == null) {
      return;
    }
    if (!isMirror(pod)) {
      var allowed = MountableSecrets.of(find(admission, pod.spec().serviceAccountName()));
      refuse(admission, allowed == null ? null : allowed.breach(pod.spec()));
      return;
    }
    PodSpec spec = pod.spec();
    if (!spec.serviceAccountName().isEmpty()) {
      throw Admitted.forbidden(admission, "a mirror pod may not reference service accounts");
    }
    for (Volume volume : spec.volumes()) {
      if (volume.secret() != null) {
        throw Admitted.forbidden(admission, "a mirror pod may not reference secrets");
      }
      if (volume.projected() != null
          && volume.projected().sources().stream().anyMatch(s -> s.serviceAccountToken() != null)) {
        throw Admitted.forbidden(
            admission, "a mirror pod may not use ServiceAccountToken volume projections");
      }
    }
  }

  private static void refuse(Admission<?> admission, @Nullable String why) {
    if (why != null) {
      throw Admitted.forbidden(admission, why);
    }
  }

  private static boolean isMirror(Pod pod) {
    return pod.metadata().annotations().containsKey(MIRROR);
  }

  private static boolean wantsToken(ServiceAccount account, PodSpec spec) {
    Boolean own = spec.automountServiceAccountToken();
    if (own != null) {
      return own;
    }
    Boolean ofAccount = account.automountServiceAccountToken();
    return ofAccount == null || ofAccount;
  }

  /// The account. The default one is made by a controller soon after its namespace, so it is waited
  /// for a little.
  private ServiceAccount find(Admission<?> admission, String name) {
    String namespace = admission.namespace();
    ServiceAccount account = view.get(ServiceAccountKind.SERVICE_ACCOUNT, namespace, name);
    int attempts = name.equals(DEFAULT) ? ATTEMPTS : 1;
    for (int i = 0; account == null && i < attempts; i++) {
      if (i > 0) {
        try {
          pause.sleep(Duration.ofMillis(100));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          break;
        }
      }
      account = view.getConsistent(ServiceAccountKind.SERVICE_ACCOUNT, namespace, name);
    }
    if (account == null) {
      throw Admitted.forbidden(
          admission,
          "error looking up service account %s/%s: serviceaccount \"%s\" not found"
              .formatted(namespace, name, name));
    }
    return account;
  }

  private PodSpec withToken(PodSpec spec) {
    String existing = null;
    for (Volume volume : spec.volumes()) {
      if (volume.name().startsWith(VOLUME_PREFIX)) {
        existing = volume.name();
      }
    }
    String name = existing == null ? VOLUME_PREFIX + suffix() : existing;
    List<Container> init = withMount(spec.initContainers(), name);
    List<Container> main = withMount(spec.containers(), name);
    if (init == spec.initContainers() && main == spec.containers()) {
      return spec;
    }
    var draft = spec.toBuilder().initContainers(init).containers(main);
    if (existing == null) {
      var volumes = new ArrayList<>(spec.volumes());
      volumes.add(Volume.builder().name(name).projected(PROJECTED).build());
      draft.volumes(volumes);
    }
    return draft.build();
  }

  /// The containers, each with the volume mounted unless it has something else in that place; the
  /// same list when nothing changed.
  private static List<Container> withMount(List<Container> containers, String volume) {
    boolean any = false;
    var changed = new ArrayList<Container>(containers.size());
    for (Container container : containers) {
      boolean taken =
          container.volumeMounts().stream().anyMatch(m -> m.mountPath().equals(TOKEN_PATH));
      if (taken) {
        changed.add(container);
        continue;
      }
      any = true;
      var mounts = new ArrayList<>(container.volumeMounts());
      mounts.add(VolumeMount.builder().name(volume).readOnly(true).mountPath(TOKEN_PATH).build());
      changed.add(container.with(it -> it.volumeMounts(mounts)));
    }
    return any ? changed : containers;
  }

  private static List<VolumeProjection> sources() {
    return List.of(
        VolumeProjection.builder()
            .serviceAccountToken(token -> token.path("token").expirationSeconds(TOKEN_SECONDS))
            .build(),
        VolumeProjection.builder()
            .configMap(
                map ->
                    map.name("kube-root-ca.crt")
                        .items(KeyToPath.builder().key("ca.crt").path("ca.crt").build()))
            .build(),
        VolumeProjection.builder()
            .downwardAPI(
                downward ->
                    downward.items(
                        DownwardAPIVolumeFile.builder()
                            .path("namespace")
                            .fieldRef(
                                field -> field.apiVersion("v1").fieldPath("metadata.namespace"))
                            .build()))
            .build());
  }

  private String suffix() {
    var suffix = new StringBuilder(5);
    for (int i = 0; i < 5; i++) {
      suffix.append(SUFFIX_LETTERS.charAt(random.nextInt(SUFFIX_LETTERS.length())));
    }
    return suffix.toString();
  }
}
