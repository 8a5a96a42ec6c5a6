package io.kubejar.cluster;

import io.kubejar.cli.ServerOptions;
import io.kubejar.cli.UserException;
import io.kubejar.policy.AdmissionSettings;
import java.io.IOException;

/// Reads what the API server's options say about who may do what.
final class AccessOptions {
  private AccessOptions() {}

  /// @throws UserException when options or files make no sense
  static AdmissionSettings admission(ServerOptions options) {
    try {
      return AdmissionSettings.of(
          options.enabledPlugins(), options.disabledPlugins(), options.admissionConfig());
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException(String.valueOf(e.getMessage()));
    }
  }
}
