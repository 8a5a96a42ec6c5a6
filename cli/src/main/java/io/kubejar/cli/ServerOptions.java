package io.kubejar.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of the API server, by upstream's names.
public final class ServerOptions {
  @Mixin final AuditOptions audit = new AuditOptions();

  @Mixin final ServingOptions serving = new ServingOptions();

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

  public ServingOptions serving() {
    return serving;
  }

  public AuditOptions audit() {
    return audit;
  }
  @Option(
      names = "--etcd-servers",
      paramLabel = "URL",
      split = ",",
      description =
          "Keep the state in etcd: its endpoints, such as https://10.0.0.1:2379 (default: in the data"
              + " directory).")
  List<URI> etcdServers = List.of();

  @Option(
      names = "--etcd-cafile",
      paramLabel = "FILE",
      description = "Certificates of whoever signed those of etcd.")
  @Nullable Path etcdAuthority;

  @Option(
      names = "--etcd-certfile",
      paramLabel = "FILE",
      description = "The client certificate for etcd.")
  @Nullable Path etcdCertificate;

  @Option(
      names = "--etcd-keyfile",
      paramLabel = "FILE",
      description = "The key of the client certificate for etcd.")
  @Nullable Path etcdKey;

  public @Nullable Path tokenAuthFile() {
    return tokenAuthFile;
  }

  public @Nullable Path kubeletAuthority() {
    return kubeletAuthority;
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

  public List<URI> etcdServers() {
    return etcdServers;
  }

  public @Nullable Path etcdAuthority() {
    return etcdAuthority;
  }

  public @Nullable Path etcdCertificate() {
    return etcdCertificate;
  }

  public @Nullable Path etcdKey() {
    return etcdKey;
  }
}
