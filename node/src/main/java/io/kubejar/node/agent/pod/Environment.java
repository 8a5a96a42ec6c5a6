package io.kubejar.node.agent.pod;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.ConfigMapKeySelector;
import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.EnvFromSource;
import io.kubejar.api.core.v1.EnvVar;
import io.kubejar.api.core.v1.EnvVarSource;
import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.core.v1.SecretKeySelector;
import io.kubejar.api.value.Bytes;
import io.kubejar.node.agent.field.PodFacts;
import io.kubejar.node.agent.object.PodObjects;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A container's environment, gathered from all its sources.
final class Environment {
  private final PodFacts facts;
  private final PodObjects objects;
  private final Container container;

  private Environment(PodFacts facts, PodObjects objects, Container container) {
    this.facts = facts;
    this.objects = objects;
    this.container = container;
  }

  /// The variables, later sources over earlier ones.
  ///
  /// @param services the variables of services, which are weakest
  /// @throws ConfigException when something referred to is missing and not optional
  static Map<String, String> of(
      PodFacts facts, PodObjects objects, Container container, Map<String, String> services) {
    return new Environment(facts, objects, container).gather(services);
  }

  private Map<String, String> gather(Map<String, String> services) {
    Map<String, String> known = new LinkedHashMap<>(services);
    Map<String, String> own = new LinkedHashMap<>();
    for (EnvFromSource source : container.envFrom()) {
      from(source).forEach((key, value) -> own.put(source.prefix() + key, value));
    }
    known.putAll(own);
    for (EnvVar variable : container.env()) {
      String value =
          variable.valueFrom() == null
              ? Expansion.expand(variable.value(), known)
              : from(variable.valueFrom());
      if (value != null) {
        own.put(variable.name(), value);
        known.put(variable.name(), value);
      }
    }
    services.forEach(own::putIfAbsent);
    return own;
  }

  private Map<String, String> from(EnvFromSource source) {
    Map<String, String> entries = new LinkedHashMap<>();
    if (source.configMapRef() != null) {
      configMap(source.configMapRef().name(), source.configMapRef().optional())
          .ifPresent(map -> entries.putAll(map.data()));
    } else if (source.secretRef() != null) {
      secret(source.secretRef().name(), source.secretRef().optional())
          .ifPresent(
              secret -> secret.data().forEach((key, value) -> entries.put(key, value.toUtf8())));
    }
    return entries;
  }

  private @Nullable String from(EnvVarSource source) {
    try {
      if (source.fieldRef() != null) {
        return facts.field(source.fieldRef());
      }
      if (source.resourceFieldRef() != null) {
        return facts.resource(source.resourceFieldRef(), container);
      }
    } catch (IllegalArgumentException e) {
      throw new ConfigException(String.valueOf(e.getMessage()));
    }
    if (source.configMapKeyRef() != null) {
      return key(source.configMapKeyRef());
    }
    return source.secretKeyRef() == null ? null : key(source.secretKeyRef());
  }

  private @Nullable String key(ConfigMapKeySelector selector) {
    Optional<ConfigMap> map = configMap(selector.name(), selector.optional());
    String value = map.map(m -> m.data().get(selector.key())).orElse(null);
    if (value == null && map.isPresent() && !isTrue(selector.optional())) {
      throw new ConfigException(
          "couldn't find key " + selector.key() + " in ConfigMap " + named(selector.name()));
    }
    return value;
  }

  private @Nullable String key(SecretKeySelector selector) {
    Optional<Secret> secret = secret(selector.name(), selector.optional());
    Bytes value = secret.map(s -> s.data().get(selector.key())).orElse(null);
    if (value == null && secret.isPresent() && !isTrue(selector.optional())) {
      throw new ConfigException(
          "couldn't find key " + selector.key() + " in Secret " + named(selector.name()));
    }
    return value == null ? null : value.toUtf8();
  }

  private Optional<ConfigMap> configMap(String name, @Nullable Boolean optional) {
    Optional<ConfigMap> map = objects.configMap(name);
    if (map.isEmpty() && !isTrue(optional)) {
      throw new ConfigException("configmap \"" + name + "\" not found");
    }
    return map;
  }

  private Optional<Secret> secret(String name, @Nullable Boolean optional) {
    Optional<Secret> secret = objects.secret(name);
    if (secret.isEmpty() && !isTrue(optional)) {
      throw new ConfigException("secret \"" + name + "\" not found");
    }
    return secret;
  }

  private String named(String name) {
    return facts.pod().metadata().namespace() + "/" + name;
  }

  private static boolean isTrue(@Nullable Boolean value) {
    return Boolean.TRUE.equals(value);
  }
}
