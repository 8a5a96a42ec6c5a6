package io.kubejar.node.agent.object;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.Secret;
import io.kubejar.client.Key;
import java.util.Optional;

/// The config maps and secrets of one pod's namespace, as the pod uses them.
public final class PodObjects implements AutoCloseable {
  private final ReferencedObjects<ConfigMap> configMaps;
  private final ReferencedObjects<Secret> secrets;
  private final String namespace;
  private final String uid;
  private final Runnable changed;

  /// @param changed runs when one that was asked for has changed; must be quick
  public PodObjects(
      ReferencedObjects<ConfigMap> configMaps,
      ReferencedObjects<Secret> secrets,
      Pod pod,
      Runnable changed) {
    this.configMaps = configMaps;
    this.secrets = secrets;
    this.namespace = pod.metadata().namespace();
    this.uid = pod.metadata().uid();
    this.changed = changed;
  }

  public Optional<ConfigMap> configMap(String name) {
    return configMaps.get(new Key(namespace, name), uid, changed);
  }

  public Optional<Secret> secret(String name) {
    return secrets.get(new Key(namespace, name), uid, changed);
  }

  /// Ends the pod's need of them.
  @Override
  public void close() {
    configMaps.release(uid);
    secrets.release(uid);
  }
}
