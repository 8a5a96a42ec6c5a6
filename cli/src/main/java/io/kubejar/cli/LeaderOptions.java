package io.kubejar.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How one of several controllers or schedulers is elected, by upstream's names.
public final class LeaderOptions {
  @Option(
      names = "--leader-elect",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOLEAN",
      description =
          "Work only while elected, since several may run (default: true for single roles and over"
              + " an etcd).")
  private @Nullable Boolean elect;

  @Option(
      names = "--leader-elect-lease-duration",
      paramLabel = "DURATION",
      defaultValue = "15s",
      description =
          "How long others wait for a leader that does not renew (default: ${DEFAULT-VALUE}).")
  private String lease = "15s";

  @Option(
      names = "--leader-elect-renew-deadline",
      paramLabel = "DURATION",
      defaultValue = "10s",
      description = "How long a leader tries to renew before it stops (default: ${DEFAULT-VALUE}).")
  private String renew = "10s";

  @Option(
      names = "--leader-elect-retry-period",
      paramLabel = "DURATION",
      defaultValue = "2s",
      description = "The time between two tries (default: ${DEFAULT-VALUE}).")
  private String retry = "2s";

  @Option(
      names = "--leader-elect-resource-name",
      paramLabel = "NAME",
      description =
          "Name of the Lease (default: kube-controller-manager or kube-scheduler); for single"
              + " roles.")
  private @Nullable String name;

  @Option(
      names = "--leader-elect-resource-namespace",
      paramLabel = "NAMESPACE",
      defaultValue = "kube-system",
      description = "Namespace of the Lease (default: ${DEFAULT-VALUE}).")
  private String namespace = "kube-system";

  /// Null where it was not said.
  public @Nullable Boolean elect() {
    return elect;
  }

  public String lease() {
    return lease;
  }

  public String renew() {
    return renew;
  }

  public String retry() {
    return retry;
  }

  /// Null for the component's own.
  public @Nullable String name() {
    return name;
  }

  public String namespace() {
    return namespace;
  }
}
