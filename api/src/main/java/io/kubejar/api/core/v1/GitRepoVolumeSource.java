package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;

/// A volume filled by cloning a git repository at a revision. Deprecated, and disabled by default.
///
/// @param repository URL of the git repository whose content is cloned.
/// @param revision Hash of the commit to check out after cloning.
/// @param directory Relative target directory without `..`; a single dot clones into the volume
///   root.
@ApiType(
    value = "io.k8s.api.core.v1.GitRepoVolumeSource",
    proto = "k8s.io.api.core.v1.GitRepoVolumeSource")
public record GitRepoVolumeSource(
    @Field(tag = 1, required = true, always = true) String repository,
    @Field(tag = 2) String revision,
    @Field(tag = 3) String directory)
    implements GitRepoVolumeSourceBuilder.With {
  /// An empty draft.
  public static GitRepoVolumeSourceBuilder builder() {
    return new GitRepoVolumeSourceBuilder();
  }
}
