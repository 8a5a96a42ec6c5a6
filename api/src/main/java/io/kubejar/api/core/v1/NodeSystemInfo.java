package io.kubejar.api.core.v1;

import io.kubejar.api.schema.ApiType;
import io.kubejar.api.schema.Field;
import org.jspecify.annotations.Nullable;

/// Identifiers and software versions of a node: machine and boot IDs, kernel, operating system,
/// architecture, runtime and kubelet.
///
/// @param machineID Identifier from the node's machine-id file, meant to distinguish machines
///   within a cluster.
/// @param systemUUID Hardware UUID of the machine, as given by its firmware.
/// @param bootID Identifier that changes each time the node boots.
/// @param kernelVersion Kernel release running on the node, as `uname -r` prints it.
/// @param osImage Name of the operating system as stated in the node's os-release file.
/// @param containerRuntimeVersion Container runtime with its version, for example
///   `containerd://2.1.0`.
/// @param kubeletVersion Version of the kubelet running on the node.
/// @param kubeProxyVersion Deprecated; formerly the version of kube-proxy on the node.
/// @param operatingSystem Operating system family of the node, `linux` or `windows`.
/// @param architecture Processor architecture of the node, for example `amd64` or `arm64`.
/// @param swap Facts about the node's swap memory, if they are known.
@ApiType(value = "io.k8s.api.core.v1.NodeSystemInfo", proto = "k8s.io.api.core.v1.NodeSystemInfo")
public record NodeSystemInfo(
    @Field(tag = 1, required = true, always = true) String machineID,
    @Field(tag = 2, required = true, always = true) String systemUUID,
    @Field(tag = 3, required = true, always = true) String bootID,
    @Field(tag = 4, required = true, always = true) String kernelVersion,
    @Field(tag = 5, required = true, always = true) String osImage,
    @Field(tag = 6, required = true, always = true) String containerRuntimeVersion,
    @Field(tag = 7, required = true, always = true) String kubeletVersion,
    @Field(tag = 8, required = true, always = true) String kubeProxyVersion,
    @Field(tag = 9, required = true, always = true) String operatingSystem,
    @Field(tag = 10, required = true, always = true) String architecture,
    @Field(tag = 11) @Nullable NodeSwapStatus swap)
    implements NodeSystemInfoBuilder.With {
  /// An empty draft.
  public static NodeSystemInfoBuilder builder() {
    return new NodeSystemInfoBuilder();
  }
}
