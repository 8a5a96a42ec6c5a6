package io.kubejar.policy.podsecurity;

import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.EphemeralContainer;
import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodKind;
import io.kubejar.api.core.v1.PodSpec;
import io.kubejar.api.core.v1.PodTemplateSpec;
import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.policy.plugin.Admitted;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Admission.Operation;
import io.kubejar.server.spi.AdmissionPlugin;
import io.kubejar.server.spi.ClusterView;
import io.kubejar.server.spi.Failures;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds pods to the security standard that their namespace's labels name: refuses pods that break
/// it, and warns of templates and pods that break the one to be warned of.
public final class PodSecurity implements AdmissionPlugin {
  private static final Set<String> IGNORED =
      Set.of(
          "exec",
          "attach",
          "binding",
          "eviction",
          "log",
          "portforward",
          "proxy",
          "resize",
          "status");

  private final ClusterView view;
  private final PodSecurityConfig config;

  public PodSecurity(ClusterView view, PodSecurityConfig config) {
    this.view = view;
    this.config = config;
  }

  @Override
  public String name() {
    return "PodSecurity";
  }

  @Override
  public <T extends ApiObject> void validate(Admission<T> admission) throws ApiException {
    if (admission.operation() != Operation.CREATE && admission.operation() != Operation.UPDATE) {
      return;
    }
    switch (admission.object()) {
      case Namespace namespace when admission.subresource().isEmpty() ->
          checkNamespace(admission, namespace);
      case Pod pod when !IGNORED.contains(admission.subresource()) -> checkPod(admission, pod);
      case ApiObject object when admission.subresource().isEmpty() -> {
        PodTemplateSpec template = Templates.of(object);
        if (template != null) {
          checkTemplate(admission, template);
        }
      }
      case null, default -> {}
    }
  }

  private void checkNamespace(Admission<?> admission, Namespace namespace) {
    Map<String, String> labels = namespace.metadata().labels();
    var errors = new FieldErrors();
    var policy = NamespacePolicy.of(labels, config.defaults(), errors);
    Namespace old = admission.old() instanceof Namespace before ? before : null;
    String name = namespace.metadata().name();
    if (old == null) {
      refuse(errors, name);
      warnOfExemption(admission, name, policy, labels);
      return;
    }
    var oldErrors = new FieldErrors();
    var oldPolicy = NamespacePolicy.of(old.metadata().labels(), config.defaults(), oldErrors);
    if (!errors.toList().equals(oldErrors.toList())) {
      refuse(errors, name);
    }
    if (config.namespaces().contains(name)) {
      if (!policy.equals(oldPolicy)) {
        warnOfExemption(admission, name, policy, labels);
      }
      return;
    }
    Standard enforce = policy.enforce();
    boolean looser =
        enforce.minor() == oldPolicy.enforce().minor()
            && enforce.level().compareTo(oldPolicy.enforce().level()) <= 0;
    if (enforce.level() == Level.PRIVILEGED || looser) {
      return;
    }
    admission
        .warnings()
        .addAll(
            ExistingPods.warnings(
                name, view.list(PodKind.POD, name), enforce, config.runtimeClasses()));
  }

  private static void refuse(FieldErrors errors, String name) {
    if (!errors.isEmpty()) {
      throw Failures.invalid(NamespaceKind.NAMESPACE.names(), name, errors.toList());
    }
  }

  private void warnOfExemption(
      Admission<?> admission, String name, NamespacePolicy policy, Map<String, String> labels) {
    if (config.namespaces().contains(name)
        && !policy.isPrivileged()
        && !policy.equals(config.defaults())) {
      admission
          .warnings()
          .add(
              "namespace \"%s\" is exempt from Pod Security, and the policy (%s) will be ignored"
                  .formatted(name, policy.asked(labels)));
    }
  }

  private void checkPod(Admission<?> admission, Pod pod) {
    if (isExempt(admission) || !isSignificant(admission, pod)) {
      return;
    }
    NamespacePolicy policy = policy(admission.namespace());
    if (!policy.isPrivileged() && isExemptRuntime(admission, pod.spec())) {
      return;
    }
    annotate(admission, "enforce-policy", policy.enforce().toString());
    if (policy.isPrivileged()) {
      return;
    }
    var subject = Subject.of(pod.metadata().annotations(), pod.spec());
    audit(admission, policy, subject);
    List<Breach> breaches = Standards.breaches(policy.enforce(), subject);
    if (!breaches.isEmpty()) {
      throw Admitted.forbidden(
          admission,
          "violates PodSecurity \"%s\": %s"
              .formatted(policy.enforce(), Standards.details(breaches)));
    }
    warn(admission, policy, subject);
  }

  private void checkTemplate(Admission<?> admission, PodTemplateSpec template) {
    if (isExempt(admission) || isExemptRuntime(admission, template.spec())) {
      return;
    }
    NamespacePolicy policy = policy(admission.namespace());
    var subject = Subject.of(template.metadata().annotations(), template.spec());
    audit(admission, policy, subject);
    warn(admission, policy, subject);
  }

  private static void annotate(Admission<?> admission, String key, String value) {
    admission.warnings().annotate("pod-security.kubernetes.io/" + key, value);
  }

  /// Tells the audit log what it is to hear of, whether or not the pod is refused.
  private static void audit(Admission<?> admission, NamespacePolicy policy, Subject subject) {
    List<Breach> audited = Standards.breaches(policy.audit(), subject);
    if (!audited.isEmpty()) {
      annotate(
          admission,
          "audit-violations",
          "would violate PodSecurity \"%s\": %s"
              .formatted(policy.audit(), Standards.details(audited)));
    }
  }

  private static void warn(Admission<?> admission, NamespacePolicy policy, Subject subject) {
    List<Breach> breaches = Standards.breaches(policy.warn(), subject);
    if (!breaches.isEmpty()) {
      admission
          .warnings()
          .add(
              "would violate PodSecurity \"%s\": %s"
                  .formatted(policy.warn(), Standards.details(breaches)));
    }
  }

  private boolean isExempt(Admission<?> admission) {
    if (config.namespaces().contains(admission.namespace())) {
      annotate(admission, "exempt", "namespace");
      return true;
    }
    if (config.usernames().contains(admission.user().name())) {
      annotate(admission, "exempt", "user");
      return true;
    }
    return false;
  }

  private boolean isExemptRuntime(Admission<?> admission, PodSpec spec) {
    String name = spec.runtimeClassName();
    if (name == null || !config.runtimeClasses().contains(name)) {
      return false;
    }
    annotate(admission, "exempt", "runtimeClass");
    return true;
  }

  private NamespacePolicy policy(String name) {
    Namespace namespace = view.get(NamespaceKind.NAMESPACE, "", name);
    if (namespace == null) {
      namespace = view.getConsistent(NamespaceKind.NAMESPACE, "", name);
    }
    return namespace == null
        ? config.defaults()
        : NamespacePolicy.of(namespace.metadata().labels(), config.defaults(), new FieldErrors());
  }

  /// Whether a pod is new or changed in what the standards are about.
  private static boolean isSignificant(Admission<?> admission, Pod pod) {
    @Nullable Pod old = admission.old() instanceof Pod before ? before : null;
    return old == null
        || !relevantAnnotations(pod).equals(relevantAnnotations(old))
        || !relevant(pod.spec()).equals(relevant(old.spec()));
  }

  private static Map<String, String> relevantAnnotations(Pod pod) {
    var relevant = new java.util.HashMap<>(pod.metadata().annotations());
    relevant.keySet().removeIf(key -> !key.startsWith("container.apparmor.security.beta."));
    return relevant;
  }

  /// The specification without what may change later and matters to no standard.
  private static PodSpec relevant(PodSpec spec) {
    List<Container> init = spec.initContainers().stream().map(PodSecurity::plain).toList();
    List<Container> containers = spec.containers().stream().map(PodSecurity::plain).toList();
    List<EphemeralContainer> ephemeral =
        spec.ephemeralContainers().stream().map(it -> it.with(b -> b.image(""))).toList();
    return spec.with(
        it ->
            it.initContainers(init)
                .containers(containers)
                .ephemeralContainers(ephemeral)
                .activeDeadlineSeconds(null)
                .tolerations(List.of()));
  }

  private static Container plain(Container container) {
    return container.with(it -> it.image(""));
  }
}
