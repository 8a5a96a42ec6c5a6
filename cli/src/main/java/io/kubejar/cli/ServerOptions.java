package io.kubejar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of the API server, by upstream's names.
public final class ServerOptions {
  @Mixin final AuditOptions audit = new AuditOptions();

  @Mixin final IdentityOptions identity = new IdentityOptions();

  @Mixin final ServingOptions serving = new ServingOptions();

  @Mixin final EtcdOptions etcd = new EtcdOptions();

  @Option(
      names = "--token-auth-file",
      paramLabel = "FILE",
      description = "CSV file of bearer tokens: token,user,uid,\"group1,group2\".")
  @Nullable Path tokenAuthFile;

  @Option(
      names = "--kubelet-certificate-authority",
      paramLabel = "FILE",
      description =
          "Certificates of whoever signs the nodes' serving certificates, for the role server;"
              + " without it, as upstream's, the server does not verify them.")
  @Nullable Path kubeletAuthority;

  @Option(
      names = "--encryption-provider-config",
      paramLabel = "FILE",
      description =
          "EncryptionConfiguration that says how objects are encrypted in the store (default:"
              + " secrets, with a key in the data directory).")
  @Nullable Path encryptionConfig;

  @Option(
      names = "--encryption-provider-config-automatic-reload",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      description = "Take changes of that file over while the server runs.")
  boolean encryptionConfigReload;

  @Option(
      names = "--enable-admission-plugins",
      paramLabel = "NAMES",
      split = ",",
      description = "Admission plugins to run besides the default ones.")
  List<String> enabledPlugins = new ArrayList<>();

  @Option(
      names = "--disable-admission-plugins",
      paramLabel = "NAMES",
      split = ",",
      description = "Default admission plugins not to run.")
  List<String> disabledPlugins = new ArrayList<>();

  @Option(
      names = "--admission-control-config-file",
      paramLabel = "FILE",
      description = "AdmissionConfiguration with the admission plugins' configuration.")
  @Nullable Path admissionConfig;

  @Option(
      names = "--authorization-mode",
      paramLabel = "MODES",
      split = ",",
      description =
          "Authorizers in order: AlwaysAllow, AlwaysDeny, ABAC, Webhook, RBAC, Node (default:"
              + " Node,RBAC).")
  List<String> authorizationModes = new ArrayList<>();

  @Option(
      names = "--authorization-policy-file",
      paramLabel = "FILE",
      description = "Policies of the authorization mode ABAC, one a line.")
  @Nullable Path authorizationPolicyFile;

  @Option(
      names = "--anonymous-auth",
      paramLabel = "BOOLEAN",
      arity = "1",
      description = "Whether requests without credentials are system:anonymous (default: true).")
  @Nullable Boolean anonymousAuth;

  @Option(
      names = "--client-ca-file",
      paramLabel = "FILE",
      description =
          "Certificates of further authorities of clients, besides the cluster's own; read again"
              + " when the file changes.")
  @Nullable Path clientAuthorities;

  @Option(
      names = "--requestheader-client-ca-file",
      paramLabel = "FILE",
      description = "Certificates of the authorities of proxies that name the user in headers.")
  @Nullable Path proxyAuthorities;

  @Option(
      names = "--requestheader-allowed-names",
      paramLabel = "NAMES",
      split = ",",
      description = "Common names of these proxies (default: all that the authorities sign).")
  List<String> proxyNames = new ArrayList<>();

  @Option(
      names = "--requestheader-username-headers",
      paramLabel = "NAMES",
      split = ",",
      defaultValue = "X-Remote-User",
      description = "Headers of the user name (default: X-Remote-User).")
  List<String> proxyUserHeaders = new ArrayList<>(List.of("X-Remote-User"));

  @Option(
      names = "--requestheader-uid-headers",
      paramLabel = "NAMES",
      split = ",",
      defaultValue = "X-Remote-Uid",
      description = "Headers of the uid (default: X-Remote-Uid).")
  List<String> proxyUidHeaders = new ArrayList<>(List.of("X-Remote-Uid"));

  @Option(
      names = "--requestheader-group-headers",
      paramLabel = "NAMES",
      split = ",",
      defaultValue = "X-Remote-Group",
      description = "Headers of groups (default: X-Remote-Group).")
  List<String> proxyGroupHeaders = new ArrayList<>(List.of("X-Remote-Group"));

  @Option(
      names = "--requestheader-extra-headers-prefix",
      paramLabel = "PREFIXES",
      split = ",",
      defaultValue = "X-Remote-Extra-",
      description = "Beginnings of headers with further facts (default: X-Remote-Extra-).")
  List<String> proxyExtraPrefixes = new ArrayList<>(List.of("X-Remote-Extra-"));

  @Option(
      names = "--feature-gates",
      paramLabel = "NAME=BOOLEAN",
      split = ",",
      description = "Features to switch on or off, by upstream's gates.")
  List<String> featureGates = List.of();

  @Option(
      names = "--runtime-config",
      paramLabel = "KEY=BOOLEAN",
      split = ",",
      description =
          "Versions and resources of the API to serve or not: api/all, api/ga, api/beta, api/alpha,"
              + " <group>/<version>, <group>/<version>/<resource>.")
  List<String> runtimeConfig = List.of();

  public List<String> featureGates() {
    return List.copyOf(featureGates);
  }

  public List<String> runtimeConfig() {
    return List.copyOf(runtimeConfig);
  }

  public ServingOptions serving() {
    return serving;
  }

  public EtcdOptions etcd() {
    return etcd;
  }

  public AuditOptions audit() {
    return audit;
  }

  @Option(
      names = "--storage-media-type",
      paramLabel = "TYPE",
      defaultValue = "application/json",
      description =
          "How objects are written to the store: application/json (default) or"
              + " application/vnd.kubernetes.protobuf; both are read.")
  String storageMediaType = "application/json";

  public @Nullable Path tokenAuthFile() {
    return tokenAuthFile;
  }

  public @Nullable Path kubeletAuthority() {
    return kubeletAuthority;
  }

  /// The modes that were given; empty for the default ones.
  public List<String> authorizationModes() {
    return List.copyOf(authorizationModes);
  }

  public IdentityOptions identity() {
    return identity;
  }

  public @Nullable Path authorizationPolicyFile() {
    return authorizationPolicyFile;
  }

  /// Null when it was not said.
  public @Nullable Boolean anonymousAuth() {
    return anonymousAuth;
  }

  public @Nullable Path clientAuthorities() {
    return clientAuthorities;
  }

  public @Nullable Path proxyAuthorities() {
    return proxyAuthorities;
  }

  public List<String> proxyNames() {
    return List.copyOf(proxyNames);
  }

  public List<String> proxyUserHeaders() {
    return List.copyOf(proxyUserHeaders);
  }

  public List<String> proxyUidHeaders() {
    return List.copyOf(proxyUidHeaders);
  }

  public List<String> proxyGroupHeaders() {
    return List.copyOf(proxyGroupHeaders);
  }

  public List<String> proxyExtraPrefixes() {
    return List.copyOf(proxyExtraPrefixes);
  }

  public List<String> enabledPlugins() {
    return List.copyOf(enabledPlugins);
  }

  public List<String> disabledPlugins() {
    return List.copyOf(disabledPlugins);
  }

  public @Nullable Path admissionConfig() {
    return admissionConfig;
  }

  public @Nullable Path encryptionConfig() {
    return encryptionConfig;
  }

  public boolean encryptionConfigReload() {
    return encryptionConfigReload;
  }

  public String storageMediaType() {
    return storageMediaType;
  }
}
