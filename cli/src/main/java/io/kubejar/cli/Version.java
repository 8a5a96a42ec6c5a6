package io.kubejar.cli;

import picocli.CommandLine.IVersionProvider;

/// The versions of KubeJar and of the API it speaks.
public final class Version implements IVersionProvider {
  /// KubeJar's own version.
  public static final String KUBEJAR = "0.1.0";

  /// The version of Kubernetes whose API is served.
  public static final String KUBERNETES = "v1.36.2";

  /// Made by picocli.
  public Version() {}

  @Override
  public String[] getVersion() {
    return new String[] {"kubejar " + KUBEJAR + " (Kubernetes " + KUBERNETES + ")"};
  }
}
