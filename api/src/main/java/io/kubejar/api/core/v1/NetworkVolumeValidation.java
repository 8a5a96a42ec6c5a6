package io.kubejar.api.core.v1;

import io.kubejar.api.kind.FieldErrors;
import io.kubejar.api.kind.Formats;
import io.kubejar.api.kind.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules for volumes that are somewhere in the network, of pods and of the cluster.
public final class NetworkVolumeValidation {
  private static final Pattern IQN =
      Pattern.compile(
          "iqn\\.\\d{4}-\\d{2}\\.([a-zA-Z0-9]([-a-zA-Z0-9.]*[a-zA-Z0-9])?)(:[^,;*&$|\\s]+)?");
  private static final Pattern EUI = Pattern.compile("eui\\.[a-zA-Z0-9]{16}");
  private static final Pattern NAA = Pattern.compile("naa\\.[a-zA-Z0-9]{32}");
  private static final List<String> CACHING = List.of("None", "ReadOnly", "ReadWrite");
  private static final List<String> DISKS = List.of("Dedicated", "Managed", "Shared");
  private static final String MANAGED_DISK =
      "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}";
  private static final String BLOB =
      "https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd";
  private static final int DRIVER_LENGTH = 63;

  private NetworkVolumeValidation() {}

  /// Reports what is wrong with a source; nothing of one that is not in the network.
  static void check(Object source, Path path, FieldErrors errors) {
    switch (source) {
      case GCEPersistentDiskVolumeSource disk -> {
        require(disk.pdName(), path.child("pdName"), errors);
        checkByte(disk.partition(), path.child("partition"), errors);
      }
      case AWSElasticBlockStoreVolumeSource disk -> {
        require(disk.volumeID(), path.child("volumeID"), errors);
        checkByte(disk.partition(), path.child("partition"), errors);
      }
      case VsphereVirtualDiskVolumeSource disk ->
          require(disk.volumePath(), path.child("volumePath"), errors);
      case PhotonPersistentDiskVolumeSource disk ->
          require(disk.pdID(), path.child("pdID"), errors);
      case PortworxVolumeSource volume ->
          require(volume.volumeID(), path.child("volumeID"), errors);
      case AzureDiskVolumeSource disk -> checkAzureDisk(disk, path, errors);
      case AzureFileVolumeSource file -> {
        require(file.secretName(), path.child("secretName"), errors);
        require(file.shareName(), path.child("shareName"), errors);
      }
      case AzureFilePersistentVolumeSource file -> {
        require(file.secretName(), path.child("secretName"), errors);
        require(file.shareName(), path.child("shareName"), errors);
        if ("".equals(file.secretNamespace())) {
          errors.required(path.child("secretNamespace"));
        }
      }
      case RBDVolumeSource block -> checkBlocks(block.monitors(), block.image(), path, errors);
      case RBDPersistentVolumeSource block ->
          checkBlocks(block.monitors(), block.image(), path, errors);
      case CephFSVolumeSource files -> checkMonitors(files.monitors(), path, errors);
      case CephFSPersistentVolumeSource files -> checkMonitors(files.monitors(), path, errors);
      case CinderVolumeSource volume -> {
        require(volume.volumeID(), path.child("volumeID"), errors);
        checkSecret(volume.secretRef(), path.child("secretRef"), errors);
      }
      case CinderPersistentVolumeSource volume -> {
        require(volume.volumeID(), path.child("volumeID"), errors);
        checkSecret(volume.secretRef(), path.child("secretRef"), errors);
      }
      case FCVolumeSource channel -> checkChannel(channel, path, errors);
      case FlexVolumeSource flex -> checkFlex(flex.driver(), flex.options(), path, errors);
      case FlexPersistentVolumeSource flex ->
          checkFlex(flex.driver(), flex.options(), path, errors);
      case FlockerVolumeSource flocker -> checkFlocker(flocker, path, errors);
      case QuobyteVolumeSource quobyte -> checkQuobyte(quobyte, path, errors);
      case GlusterfsVolumeSource files -> {
        require(files.endpoints(), path.child("endpoints"), errors);
        require(files.path(), path.child("path"), errors);
      }
      case GlusterfsPersistentVolumeSource files -> checkGluster(files, path, errors);
      case ScaleIOVolumeSource volume ->
          checkScale(volume.gateway(), volume.system(), volume.volumeName(), path, errors);
      case ScaleIOPersistentVolumeSource volume ->
          checkScale(volume.gateway(), volume.system(), volume.volumeName(), path, errors);
      case StorageOSVolumeSource volume -> {
        checkStorage(volume.volumeName(), volume.volumeNamespace(), path, errors);
        checkSecret(volume.secretRef(), path.child("secretRef"), errors);
      }
      case StorageOSPersistentVolumeSource volume -> {
        checkStorage(volume.volumeName(), volume.volumeNamespace(), path, errors);
        ObjectReference secret = volume.secretRef();
        if (secret != null) {
          require(secret.name(), path.child("secretRef").child("name"), errors);
          require(secret.namespace(), path.child("secretRef").child("namespace"), errors);
        }
      }
      case ISCSIVolumeSource target -> {
        boolean login = target.chapAuthDiscovery() || target.chapAuthSession();
        checkTarget(target.targetPortal(), target.iqn(), target.lun(), path, errors);
        if (login && target.secretRef() == null) {
          errors.required(path.child("secretRef"));
        }
        checkInitiator(target.initiatorName(), path.child("initiatorname"), errors);
      }
      case ISCSIPersistentVolumeSource target -> {
        boolean login = target.chapAuthDiscovery() || target.chapAuthSession();
        checkTarget(target.targetPortal(), target.iqn(), target.lun(), path, errors);
        SecretReference secret = target.secretRef();
        if (login && secret == null) {
          errors.required(path.child("secretRef"));
        }
        if (secret != null) {
          require(secret.name(), path.child("secretRef").child("name"), errors);
        }
        checkInitiator(target.initiatorName(), path.child("initiatorname"), errors);
      }
      case CSIVolumeSource volume -> {
        checkDriver(volume.driver(), path.child("driver"), errors);
        checkSecret(volume.nodePublishSecretRef(), path.child("nodePublishSecretRef"), errors);
      }
      case CSIPersistentVolumeSource volume -> {
        checkDriver(volume.driver(), path.child("driver"), errors);
        require(volume.volumeHandle(), path.child("volumeHandle"), errors);
        checkSecret(
            volume.controllerPublishSecretRef(), path.child("controllerPublishSecretRef"), errors);
        checkSecret(volume.nodePublishSecretRef(), path.child("nodePublishSecretRef"), errors);
        checkSecret(
            volume.controllerExpandSecretRef(), path.child("controllerExpandSecretRef"), errors);
        checkSecret(volume.nodeExpandSecretRef(), path.child("nodeExpandSecretRef"), errors);
      }
      default -> {}
    }
  }

  /// Reports what is no name of a CSI driver.
  public static void checkDriver(String name, Path path, FieldErrors errors) {
    require(name, path, errors);
    if (name.length() > DRIVER_LENGTH) {
      errors.tooLong(path, DRIVER_LENGTH);
    }
    if (!name.isEmpty()) {
      errors.invalid(path, name, Formats.dnsSubdomain(name.toLowerCase(Locale.ROOT)));
    }
  }

  private static void checkAzureDisk(AzureDiskVolumeSource disk, Path path, FieldErrors errors) {
    require(disk.diskName(), path.child("diskName"), errors);
    require(disk.diskURI(), path.child("diskURI"), errors);
    String caching = disk.cachingMode();
    if (caching != null && !CACHING.contains(caching)) {
      errors.notSupported(path.child("cachingMode"), caching, CACHING);
    }
    String kind = disk.kind();
    if (kind == null) {
      return;
    }
    if (!DISKS.contains(kind)) {
      errors.notSupported(path.child("kind"), kind, DISKS);
    }
    boolean managed = kind.equals("Managed");
    if (managed && !disk.diskURI().startsWith("/subscriptions/")) {
      errors.notSupported(path.child("diskURI"), disk.diskURI(), List.of(MANAGED_DISK));
    }
    if (!managed && !disk.diskURI().startsWith("https://")) {
      errors.notSupported(path.child("diskURI"), disk.diskURI(), List.of(BLOB));
    }
  }

  private static void checkBlocks(
      List<String> monitors, String image, Path path, FieldErrors errors) {
    checkMonitors(monitors, path, errors);
    require(image, path.child("image"), errors);
  }

  private static void checkMonitors(List<String> monitors, Path path, FieldErrors errors) {
    if (monitors.isEmpty()) {
      errors.required(path.child("monitors"));
    }
  }

  private static void checkChannel(FCVolumeSource channel, Path path, FieldErrors errors) {
    List<String> targets = channel.targetWWNs();
    if (targets.isEmpty() && channel.wwids().isEmpty()) {
      errors.required(
          path.child("targetWWNs"), "must specify either targetWWNs or wwids, but not both");
    }
    if (!targets.isEmpty() && !channel.wwids().isEmpty()) {
      errors.invalid(
          path.child("targetWWNs"),
          targets,
          "targetWWNs and wwids can not be specified simultaneously");
    }
    if (!targets.isEmpty() && channel.lun() == null) {
      errors.required(path.child("lun"), "lun is required if targetWWNs is specified");
    } else if (!targets.isEmpty() && channel.lun() != null) {
      checkByte(channel.lun(), path.child("lun"), errors);
    }
  }

  private static void checkFlex(
      String driver, Map<String, String> options, Path path, FieldErrors errors) {
    require(driver, path.child("driver"), errors);
    for (String option : options.keySet()) {
      int slash = option.indexOf('/');
      String owner = "." + (slash < 0 ? option : option.substring(0, slash));
      String folded = owner.toLowerCase(Locale.ROOT);
      if (folded.endsWith(".kubernetes.io") || folded.endsWith(".k8s.io")) {
        errors.invalid(
            path.child("options").key(option),
            option,
            "kubernetes.io and k8s.io namespaces are reserved");
      }
    }
  }

  private static void checkFlocker(FlockerVolumeSource flocker, Path path, FieldErrors errors) {
    if (flocker.datasetName().isEmpty() && flocker.datasetUUID().isEmpty()) {
      errors.required(path, "one of datasetName and datasetUUID is required");
    } else if (!flocker.datasetName().isEmpty() && !flocker.datasetUUID().isEmpty()) {
      errors.invalid(
          path, "resource", "datasetName and datasetUUID can not be specified simultaneously");
    }
    if (flocker.datasetName().indexOf('/') >= 0) {
      errors.invalid(path.child("datasetName"), flocker.datasetName(), "must not contain '/'");
    }
  }

  private static void checkQuobyte(QuobyteVolumeSource quobyte, Path path, FieldErrors errors) {
    String form = "must be a host:port pair or multiple pairs separated by commas";
    if (quobyte.registry().isEmpty()) {
      errors.required(path.child("registry"), form);
    } else if (quobyte.tenant().length() >= 65) {
      errors.required(
          path.child("tenant"), "must be a UUID and may not exceed a length of 64 characters");
    } else {
      for (String pair : quobyte.registry().split(",", -1)) {
        if (pair.lastIndexOf(':') < 0) {
          errors.invalid(path.child("registry"), quobyte.registry(), form);
        }
      }
    }
    require(quobyte.volume(), path.child("volume"), errors);
  }

  private static void checkGluster(
      GlusterfsPersistentVolumeSource files, Path path, FieldErrors errors) {
    require(files.endpoints(), path.child("endpoints"), errors);
    require(files.path(), path.child("path"), errors);
    String namespace = files.endpointsNamespace();
    if (namespace != null && namespace.isEmpty()) {
      errors.invalid(
          path.child("endpointsNamespace"),
          namespace,
          "if the endpointnamespace is set, it must be a valid namespace name");
    } else if (namespace != null) {
      errors.invalid(path.child("endpointsNamespace"), namespace, Formats.dnsLabel(namespace));
    }
  }

  private static void checkScale(
      String gateway, String system, String volume, Path path, FieldErrors errors) {
    require(gateway, path.child("gateway"), errors);
    require(system, path.child("system"), errors);
    require(volume, path.child("volumeName"), errors);
  }

  private static void checkStorage(String name, String namespace, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path.child("volumeName"));
    } else {
      errors.invalid(path.child("volumeName"), name, Formats.dnsLabel(name));
    }
    if (!namespace.isEmpty()) {
      errors.invalid(path.child("volumeNamespace"), namespace, Formats.dnsLabel(namespace));
    }
  }

  private static void checkTarget(
      String portal, String name, int unit, Path path, FieldErrors errors) {
    require(portal, path.child("targetPortal"), errors);
    if (name.isEmpty()) {
      errors.required(path.child("iqn"));
    } else {
      checkInitiator(name, path.child("iqn"), errors);
    }
    checkByte(unit, path.child("lun"), errors);
  }

  /// Reports what is no name of a node in an iSCSI network.
  private static void checkInitiator(@Nullable String name, Path path, FieldErrors errors) {
    if (name == null) {
      return;
    }
    Pattern form =
        name.startsWith("iqn")
            ? IQN
            : name.startsWith("eui") ? EUI : name.startsWith("naa") ? NAA : null;
    if (form == null) {
      errors.invalid(path, name, "must be valid format starting with iqn, eui, or naa");
    } else if (!form.matcher(name).matches()) {
      errors.invalid(path, name, "must be valid format");
    }
  }

  private static void checkSecret(
      @Nullable LocalObjectReference secret, Path path, FieldErrors errors) {
    if (secret != null) {
      require(secret.name(), path.child("name"), errors);
    }
  }

  private static void checkSecret(@Nullable SecretReference secret, Path path, FieldErrors errors) {
    if (secret != null) {
      require(secret.name(), path.child("name"), errors);
      require(secret.namespace(), path.child("namespace"), errors);
    }
  }

  private static void checkByte(int number, Path path, FieldErrors errors) {
    errors.invalid(path, number, Formats.range(number, 0, 255));
  }

  private static void require(String value, Path path, FieldErrors errors) {
    if (value.isEmpty()) {
      errors.required(path);
    }
  }
}
