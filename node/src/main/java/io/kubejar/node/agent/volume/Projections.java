package io.kubejar.node.agent.volume;

import io.kubejar.api.core.v1.ConfigMap;
import io.kubejar.api.core.v1.Container;
import io.kubejar.api.core.v1.DownwardAPIVolumeFile;
import io.kubejar.api.core.v1.KeyToPath;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodSecurityContext;
import io.kubejar.api.core.v1.Secret;
import io.kubejar.api.core.v1.SecurityContext;
import io.kubejar.api.core.v1.ServiceAccountTokenProjection;
import io.kubejar.api.core.v1.Volume;
import io.kubejar.api.core.v1.VolumeProjection;
import io.kubejar.api.value.Bytes;
import io.kubejar.node.agent.field.PodFacts;
import io.kubejar.node.agent.object.PodObjects;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The files of volumes made from objects: config maps, secrets, fields of the pod, tokens.
final class Projections {
  private static final int DEFAULT_MODE = 0644;

  private final PodObjects objects;
  private final @Nullable ServiceAccountTokens tokens;

  /// @param tokens null to leave tokens out
  Projections(PodObjects objects, @Nullable ServiceAccountTokens tokens) {
    this.objects = objects;
    this.tokens = tokens;
  }

  /// Whether a volume is made from objects.
  static boolean isProjected(Volume volume) {
    return volume.configMap() != null
        || volume.secret() != null
        || volume.downwardAPI() != null
        || volume.projected() != null;
  }

  /// A volume's files by path.
  ///
  /// @throws VolumeException when something is missing that is not optional
  Map<String, FileContent> files(Volume volume, PodFacts facts, Instant now) {
    try {
      Map<String, FileContent> files = new HashMap<>();
      if (volume.configMap() != null) {
        var source = volume.configMap();
        configMap(
            source.name(), source.items(), source.optional(), mode(source.defaultMode()), files);
      } else if (volume.secret() != null) {
        var source = volume.secret();
        secret(
            source.secretName(),
            source.items(),
            source.optional(),
            mode(source.defaultMode()),
            files);
      } else if (volume.downwardAPI() != null) {
        var source = volume.downwardAPI();
        downward(source.items(), facts, mode(source.defaultMode()), files);
      } else if (volume.projected() != null) {
        int mode = mode(volume.projected().defaultMode());
        for (VolumeProjection source : volume.projected().sources()) {
          projection(source, facts, mode, now, files);
        }
      }
      return files;
    } catch (VolumeException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new VolumeException(volume.name(), String.valueOf(e.getMessage()));
    }
  }

  private void projection(
      VolumeProjection source,
      PodFacts facts,
      int mode,
      Instant now,
      Map<String, FileContent> files) {
    if (source.configMap() != null) {
      var map = source.configMap();
      configMap(map.name(), map.items(), map.optional(), mode, files);
    } else if (source.secret() != null) {
      var secret = source.secret();
      secret(secret.name(), secret.items(), secret.optional(), mode, files);
    } else if (source.downwardAPI() != null) {
      downward(source.downwardAPI().items(), facts, mode, files);
    } else if (source.serviceAccountToken() != null) {
      token(source.serviceAccountToken(), facts.pod(), mode, now, files);
    } else {
      throw new IllegalArgumentException("unsupported projected volume source");
    }
  }

  private void token(
      ServiceAccountTokenProjection projection,
      Pod pod,
      int mode,
      Instant now,
      Map<String, FileContent> files) {
    if (tokens == null) {
      return;
    }
    Bytes text = Bytes.utf8(tokens.token(pod, projection, now));
    long user = commonUser(pod);
    PodSecurityContext security = pod.spec().securityContext();
    boolean group = security != null && security.fsGroup() != null;
    files.put(projection.path(), new FileContent(text, group || user >= 0 ? 0600 : mode, user));
  }

  /// The user that all containers of a pod run as, -1 when they differ or do not say.
  private static long commonUser(Pod pod) {
    PodSecurityContext security = pod.spec().securityContext();
    Long common = security == null ? null : security.runAsUser();
    Set<Long> users = new HashSet<>();
    for (List<Container> list : List.of(pod.spec().initContainers(), pod.spec().containers())) {
      for (Container container : list) {
        SecurityContext own = container.securityContext();
        Long user = own == null || own.runAsUser() == null ? common : own.runAsUser();
        users.add(user == null ? -1 : user);
      }
    }
    return users.size() == 1 ? users.iterator().next() : -1;
  }

  private void configMap(
      String name,
      List<KeyToPath> items,
      @Nullable Boolean optional,
      int mode,
      Map<String, FileContent> files) {
    Optional<ConfigMap> found = objects.configMap(name);
    if (found.isEmpty()) {
      if (!Boolean.TRUE.equals(optional)) {
        throw new IllegalArgumentException("configmap \"" + name + "\" not found");
      }
      return;
    }
    Map<String, Bytes> data = new HashMap<>();
    found.get().data().forEach((key, value) -> data.put(key, Bytes.utf8(value)));
    data.putAll(found.get().binaryData());
    keys(
        data,
        items,
        Boolean.TRUE.equals(optional),
        mode,
        "configmap references non-existent config key: ",
        files);
  }

  private void secret(
      String name,
      List<KeyToPath> items,
      @Nullable Boolean optional,
      int mode,
      Map<String, FileContent> files) {
    Optional<Secret> found = objects.secret(name);
    if (found.isEmpty()) {
      if (!Boolean.TRUE.equals(optional)) {
        throw new IllegalArgumentException("secret \"" + name + "\" not found");
      }
      return;
    }
    keys(
        found.get().data(),
        items,
        Boolean.TRUE.equals(optional),
        mode,
        "references non-existent secret key: ",
        files);
  }

  private static void keys(
      Map<String, Bytes> data,
      List<KeyToPath> items,
      boolean optional,
      int mode,
      String missing,
      Map<String, FileContent> files) {
    if (items.isEmpty()) {
      data.forEach((key, value) -> files.put(key, new FileContent(value, mode)));
      return;
    }
    for (KeyToPath item : items) {
      Bytes value = data.get(item.key());
      if (value != null) {
        files.put(item.path(), new FileContent(value, item.mode() == null ? mode : item.mode()));
      } else if (!optional) {
        throw new IllegalArgumentException(missing + item.key());
      }
    }
  }

  private static void downward(
      List<DownwardAPIVolumeFile> items, PodFacts facts, int mode, Map<String, FileContent> files) {
    for (DownwardAPIVolumeFile item : items) {
      String text = "";
      if (item.fieldRef() != null) {
        text = facts.field(item.fieldRef());
      } else if (item.resourceFieldRef() != null) {
        text = facts.resource(item.resourceFieldRef(), facts.pod().spec().containers().getFirst());
      }
      files.put(
          item.path(), new FileContent(Bytes.utf8(text), item.mode() == null ? mode : item.mode()));
    }
  }

  private static int mode(@Nullable Integer mode) {
    return mode == null ? DEFAULT_MODE : mode;
  }
}
