package io.kubejar.policy.podsecurity;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.wire.json.JsonValue;
import io.kubejar.wire.json.JsonValue.Obj;
import io.kubejar.wire.json.JsonValue.Text;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Upstream's `PodSecurityConfiguration`: what holds in namespaces that do not say, and who and
/// what is exempt.
///
/// @param defaults the policy of namespaces without labels
/// @param usernames users nothing is refused to
/// @param runtimeClasses runtime classes whose pods may do anything
/// @param namespaces namespaces nothing is refused in
public record PodSecurityConfig(
    NamespacePolicy defaults,
    Set<String> usernames,
    Set<String> runtimeClasses,
    Set<String> namespaces) {
  /// Everything is allowed unless a namespace's labels say otherwise; nobody is exempt.
  public static final PodSecurityConfig NONE =
      new PodSecurityConfig(NamespacePolicy.PRIVILEGED, Set.of(), Set.of(), Set.of());

  public PodSecurityConfig {
    usernames = Set.copyOf(usernames);
    runtimeClasses = Set.copyOf(runtimeClasses);
    namespaces = Set.copyOf(namespaces);
  }

  /// The configuration of a document `pod-security.admission.config.k8s.io/v1`.
  ///
  /// @throws IllegalArgumentException when it makes no sense
  public static PodSecurityConfig of(Obj document) {
    if (!document.text("kind").equals("PodSecurityConfiguration")) {
      throw new IllegalArgumentException(
          "kind \"%s\" is not PodSecurityConfiguration".formatted(document.text("kind")));
    }
    Map<String, String> labels = new HashMap<>();
    document
        .object("defaults")
        .members()
        .forEach(
            (name, value) -> {
              if (value instanceof Text(String text)) {
                labels.put("pod-security.kubernetes.io/" + name, text);
              }
            });
    var errors = new FieldErrors();
    // Here each mode stands for itself, other than on a namespace.
    labels.putIfAbsent("pod-security.kubernetes.io/warn", "privileged");
    var defaults = NamespacePolicy.of(labels, NamespacePolicy.PRIVILEGED, errors);
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(errors.toList().getFirst().toString());
    }
    Obj exemptions = document.object("exemptions");
    return new PodSecurityConfig(
        defaults,
        texts(exemptions, "usernames"),
        texts(exemptions, "runtimeClasses"),
        texts(exemptions, "namespaces"));
  }

  private static Set<String> texts(Obj object, String name) {
    var texts = new HashSet<String>();
    for (JsonValue item : object.items(name)) {
      if (item instanceof Text(String text)) {
        texts.add(text);
      }
    }
    return texts;
  }
}
