package io.kubejar.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How the values of a store are opened and sealed by commands that work on it.
public final class SealingOptions {
  @Option(
      names = "--encryption-provider-config",
      paramLabel = "FILE",
      description =
          "EncryptionConfiguration of the cluster's servers, with which values are opened and"
              + " sealed (default: the key in the data directory, where there is one).")
  private @Nullable Path file;

  /// Null where none was given.
  public @Nullable Path file() {
    return file;
  }
}
