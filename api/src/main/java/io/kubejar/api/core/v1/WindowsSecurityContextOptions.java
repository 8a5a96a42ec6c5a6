package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// Security settings for Windows: user name, group-managed service account credentials, and whether
/// it is a host process container.
///
/// @param gmsaCredentialSpecName Name of the group managed service account credential specification
///   to use.
/// @param gmsaCredentialSpec Content of the named credential specification, normally filled in by
///   an admission webhook.
/// @param runAsUserName Windows user that runs the container's entry process; the image's user by
///   default.
/// @param hostProcess Run directly on the Windows host; must be the same for all containers and
///   needs host networking.
@ApiType(
    value = "io.k8s.api.core.v1.WindowsSecurityContextOptions",
    proto = "k8s.io.api.core.v1.WindowsSecurityContextOptions")
public record WindowsSecurityContextOptions(
    @Field(tag = 1) @Nullable String gmsaCredentialSpecName,
    @Field(tag = 2) @Nullable String gmsaCredentialSpec,
    @Field(tag = 3) @Nullable String runAsUserName,
    @Field(tag = 4) @Nullable Boolean hostProcess)
    implements WindowsSecurityContextOptionsBuilder.With {
  /// An empty draft.
  public static WindowsSecurityContextOptionsBuilder builder() {
    return new WindowsSecurityContextOptionsBuilder();
  }
}
