package io.kubejar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The options of a machine that shares its cluster with others.
public final class MemberOptions {
  /// What a machine does not need to know when it starts again, secrets among it.
  private static final Set<String> ONCE =
      Set.of(
          "--token",
          "--token-ttl",
          "--certificate-key",
          "--discovery-token-ca-cert-hash",
          "--discovery-token-unsafe-skip-ca-verification",
          "--control-plane",
          "--cluster-init",
          "--foreground",
          "--detach",
          "--name",
          "--data-dir");

  @Mixin private final RunOptions run = new RunOptions();

  @Option(
      names = "--control-plane-endpoint",
      paramLabel = "HOST[:PORT]",
      description =
          "Where clients and joining machines find the cluster: a name or address that leads to any"
              + " of its servers (default: the first server's own address).")
  private @Nullable String endpoint;

  @Option(
      names = "--node-ip",
      paramLabel = "ADDRESS",
      description =
          "IP address by which other machines reach this node (default: the API server's, or that"
              + " of the default route).")
  private @Nullable String nodeAddress;

  @Option(names = "--no-node", description = "Run no pods on this machine.")
  private boolean withoutNode;

  @Option(
      names = "--etcd-binary",
      paramLabel = "FILE",
      description =
          "The etcd to run where --cluster-init was said (default: the machine's, which is"
              + " installed where it is missing).")
  private @Nullable Path etcdBinary;

  @Option(names = "--etcd-member", hidden = true)
  private @Nullable String etcdMember;

  /// The options that a machine was made with, as [#remembered] gave them.
  ///
  /// @throws UserException when they can't be read
  public static MemberOptions of(List<String> arguments) {
    MemberOptions options = new MemberOptions();
    try {
      new CommandLine(options)
          .setOverwrittenOptionsAllowed(true)
          .setCaseInsensitiveEnumValuesAllowed(true)
          .parseArgs(arguments.toArray(String[]::new));
    } catch (ParameterException e) {
      throw new UserException("the machine's own options: " + e.getMessage());
    }
    return options;
  }

  /// The arguments that are needed to start the machine again.
  static List<String> remembered(ParseResult parsed) {
    List<String> arguments = new ArrayList<>();
    for (OptionSpec option : parsed.matchedOptions()) {
      if (!ONCE.contains(option.longestName())) {
        for (String value : option.originalStringValues()) {
          arguments.add(option.longestName() + "=" + value);
        }
      }
    }
    return arguments;
  }

  public RunOptions run() {
    return run;
  }

  /// Null for the first server's own address.
  public @Nullable String endpoint() {
    return endpoint;
  }

  /// Null for the machine's usual one.
  public @Nullable String nodeAddress() {
    return nodeAddress;
  }

  /// The program of the etcd to run; null for the machine's.
  public @Nullable Path etcdBinary() {
    return etcdBinary;
  }

  /// The name of the member of etcd that runs on the machine; null when none does.
  public @Nullable String etcdMember() {
    return etcdMember;
  }

  public boolean withNode() {
    return !withoutNode;
  }
}
