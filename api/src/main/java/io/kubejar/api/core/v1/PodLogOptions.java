package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import io.kubejar.api.value.Time;
import org.jspecify.annotations.Nullable;

/// The query of a log request: the container, whether to follow, how far back to go (seconds, time
/// or lines), and a limit in bytes.
///
/// @param container Container whose log is wanted; may be omitted when the pod has just one.
/// @param follow Keep the connection open and stream new lines as they appear; default false.
/// @param previous Return the log of the container's terminated predecessor instead of the present
///   instance; default false.
/// @param sinceSeconds Only lines from this many seconds before now; excludes `sinceTime`, must be
///   at least 1.
/// @param sinceTime Only lines written at or after this RFC 3339 instant; excludes `sinceSeconds`.
/// @param timestamps Put an RFC 3339 time with fractional seconds in front of every line; default
///   false.
/// @param tailLines Number of lines to return, counted back from the end; everything when unset.
/// @param limitBytes Stop after this many bytes, possibly in the middle of a line; at least 1.
/// @param insecureSkipTLSVerifyBackend Do not verify the kubelet's serving certificate when
///   fetching the log; risky, default false.
/// @param stream Which output to return: `All` (default), `Stdout` or `Stderr`; the latter two
///   exclude `tailLines`.
@ApiType(
    value = "io.k8s.api.core.v1.PodLogOptions",
    proto = "k8s.io.api.core.v1.PodLogOptions",
    version = "v1",
    kind = "PodLogOptions")
public record PodLogOptions(
    @Field(tag = 1) String container,
    @Field(tag = 2) boolean follow,
    @Field(tag = 3) boolean previous,
    @Field(tag = 4, format = "int64") @Nullable Long sinceSeconds,
    @Field(tag = 5) @Nullable Time sinceTime,
    @Field(tag = 6) boolean timestamps,
    @Field(tag = 7, format = "int64") @Nullable Long tailLines,
    @Field(tag = 8, format = "int64") @Nullable Long limitBytes,
    @Field(tag = 9) boolean insecureSkipTLSVerifyBackend,
    @Field(tag = 10) @Nullable String stream)
    implements PodLogOptionsBuilder.With {
  /// An empty draft.
  public static PodLogOptionsBuilder builder() {
    return new PodLogOptionsBuilder();
  }
}
