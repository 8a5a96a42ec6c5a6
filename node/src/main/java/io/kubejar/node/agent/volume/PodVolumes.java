package io.kubejar.node.agent.volume;

import io.kubejar.api.core.v1.EmptyDirVolumeSource;
import io.kubejar.api.core.v1.PersistentVolume;
import io.kubejar.api.core.v1.PersistentVolumeClaim;
import io.kubejar.api.core.v1.PersistentVolumeClaimKind;
import io.kubejar.api.core.v1.PersistentVolumeKind;
import io.kubejar.api.core.v1.Pod;
import io.kubejar.api.core.v1.PodSecurityContext;
import io.kubejar.api.core.v1.Volume;
import io.kubejar.api.meta.v1.ApiException;
import io.kubejar.client.Client;
import io.kubejar.node.agent.field.PodFacts;
import io.kubejar.node.agent.object.PodObjects;
import io.kubejar.node.agent.time.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// The volumes of one pod. Used by the pod's worker only.
public final class PodVolumes {
  private final Path directory;
  private final Disk disk;
  private final boolean real;
  private final Client client;
  private final Timeline timeline;
  private final ServiceAccountTokens tokens;
  private final Projections projections;

  /// @param directory the pod's own directory
  /// @param real whether anything is put on disk; otherwise volumes are only checked
  public PodVolumes(
      Path directory,
      Disk disk,
      boolean real,
      Client client,
      PodObjects objects,
      Timeline timeline) {
    this.directory = directory;
    this.disk = disk;
    this.real = real;
    this.client = client;
    this.timeline = timeline;
    this.tokens = new ServiceAccountTokens(client);
    this.projections = new Projections(objects, real ? tokens : null);
  }

  /// Sets all volumes up, or brings their content up to date.
  ///
  /// @return the volumes by name
  /// @throws VolumeException for the first that cannot be set up
  public Map<String, MountedVolume> mount(PodFacts facts) {
    Map<String, MountedVolume> mounted = new HashMap<>();
    for (Volume volume : facts.pod().spec().volumes()) {
      try {
        mounted.put(volume.name(), mount(volume, facts));
      } catch (IOException | IllegalArgumentException | ApiException e) {
        throw new VolumeException(volume.name(), String.valueOf(e.getMessage()));
      }
    }
    return mounted;
  }

  /// Brings the content of volumes made from objects up to date.
  public void refresh(PodFacts facts) {
    for (Volume volume : facts.pod().spec().volumes()) {
      if (Projections.isProjected(volume)) {
        try {
          mount(volume, facts);
        } catch (IOException e) {
          throw new VolumeException(volume.name(), String.valueOf(e.getMessage()));
        }
      }
    }
  }

  /// When content has to be brought up to date because a token ages.
  public Instant nextRefresh() {
    return tokens.nextRenewal();
  }

  private MountedVolume mount(Volume volume, PodFacts facts) throws IOException {
    if (volume.hostPath() != null) {
      String path = volume.hostPath().path();
      if (real) {
        HostPaths.check(path, volume.hostPath().type());
      }
      return new MountedVolume.OnHost(Path.of(path), false, false);
    }
    if (volume.image() != null) {
      return new MountedVolume.OfImage(volume.image().reference(), volume.image().pullPolicy());
    }
    if (volume.persistentVolumeClaim() != null) {
      var source = volume.persistentVolumeClaim();
      return claim(facts.pod(), volume.name(), source.claimName(), source.readOnly());
    }
    if (volume.ephemeral() != null) {
      String claim = facts.pod().metadata().name() + "-" + volume.name();
      return claim(facts.pod(), volume.name(), claim, false);
    }
    if (volume.emptyDir() != null) {
      return emptyDir(volume, volume.emptyDir(), facts.pod());
    }
    if (Projections.isProjected(volume)) {
      Map<String, FileContent> files = projections.files(volume, facts, timeline.now());
      Path target = directory(kind(volume), volume.name());
      if (real) {
        Files.createDirectories(target);
        if (volume.secret() != null || volume.projected() != null) {
          // Secrets never reach the disk.
          disk.memory(target, 0);
        }
        Disk.mode(target, group(facts.pod()) >= 0 ? 03777 : 01777);
        disk.own(target, -1, group(facts.pod()));
        new AtomicFiles(target, disk, group(facts.pod())).write(files, timeline.now());
      }
      return new MountedVolume.OnHost(target, true, true);
    }
    throw new VolumeException(volume.name(), "no volume plugin matched");
  }

  private static String kind(Volume volume) {
    if (volume.configMap() != null) {
      return "kubernetes.io~configmap";
    }
    if (volume.secret() != null) {
      return "kubernetes.io~secret";
    }
    return volume.downwardAPI() != null ? "kubernetes.io~downward-api" : "kubernetes.io~projected";
  }

  private MountedVolume emptyDir(Volume volume, EmptyDirVolumeSource source, Pod pod)
      throws IOException {
    Path target = directory("kubernetes.io~empty-dir", volume.name());
    if (real && !Files.isDirectory(target)) {
      Files.createDirectories(target);
      if (source.medium().equals("Memory")) {
        disk.memory(target, source.sizeLimit() == null ? 0 : source.sizeLimit().value());
      }
      long group = group(pod);
      disk.own(target, -1, group);
      Disk.mode(target, group >= 0 ? 02777 : 0777);
    } else if (real && source.medium().equals("Memory")) {
      // The directory outlives a restart of the machine, its memory does not.
      disk.memory(target, source.sizeLimit() == null ? 0 : source.sizeLimit().value());
    }
    return new MountedVolume.OnHost(target, false, true);
  }

  private MountedVolume claim(Pod pod, String volume, String name, boolean readOnly)
      throws IOException {
    PersistentVolumeClaim claim =
        client
            .resources(
                PersistentVolumeClaimKind.PERSISTENT_VOLUME_CLAIM, pod.metadata().namespace())
            .get(name);
    if (claim.spec().volumeName().isEmpty() || !claim.status().phase().equals("Bound")) {
      throw new VolumeException(volume, "PVC is not bound");
    }
    PersistentVolume persistent =
        client.resources(PersistentVolumeKind.PERSISTENT_VOLUME).get(claim.spec().volumeName());
    if (persistent.spec().hostPath() != null) {
      String path = persistent.spec().hostPath().path();
      if (real) {
        HostPaths.check(path, persistent.spec().hostPath().type());
      }
      return new MountedVolume.OnHost(Path.of(path), readOnly, false);
    }
    if (persistent.spec().local() != null) {
      Path path = Path.of(persistent.spec().local().path());
      if (real && !Files.exists(path)) {
        throw new VolumeException(volume, "path \"" + path + "\" does not exist");
      }
      return new MountedVolume.OnHost(path, readOnly, false);
    }
    throw new VolumeException(volume, "no volume plugin matched");
  }

  private static long group(Pod pod) {
    PodSecurityContext security = pod.spec().securityContext();
    return security == null || security.fsGroup() == null ? -1 : security.fsGroup();
  }

  private Path directory(String kind, String name) {
    return directory.resolve("volumes").resolve(kind).resolve(name);
  }

  /// Takes the volumes away, with all they held.
  public void unmount() {
    if (real) {
      disk.remove(directory.resolve("volumes"));
    }
  }
}
