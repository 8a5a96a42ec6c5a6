package io.kubejar.api.resource.v1beta1;

/// Slices in this version and in `v1`: here what is known of a device stands in a part of its own.
final class SliceForms {
  private SliceForms() {}

  static io.kubejar.api.resource.v1.ResourceSlice toV1(ResourceSlice slice) {
    ResourceSliceSpec spec = slice.spec();
    return new io.kubejar.api.resource.v1.ResourceSlice(
        slice.metadata(),
        new io.kubejar.api.resource.v1.ResourceSliceSpec(
            spec.driver(),
            spec.pool(),
            spec.nodeName().isEmpty() ? null : spec.nodeName(),
            spec.nodeSelector(),
            spec.allNodes() ? Boolean.TRUE : null,
            spec.devices().stream().map(SliceForms::toV1).toList(),
            spec.perDeviceNodeSelection(),
            spec.sharedCounters()));
  }

  static ResourceSlice fromV1(io.kubejar.api.resource.v1.ResourceSlice slice) {
    io.kubejar.api.resource.v1.ResourceSliceSpec spec = slice.spec();
    String node = spec.nodeName();
    return new ResourceSlice(
        slice.metadata(),
        new ResourceSliceSpec(
            spec.driver(),
            spec.pool(),
            node == null ? "" : node,
            spec.nodeSelector(),
            Boolean.TRUE.equals(spec.allNodes()),
            spec.devices().stream().map(SliceForms::fromV1).toList(),
            spec.perDeviceNodeSelection(),
            spec.sharedCounters()));
  }

  private static io.kubejar.api.resource.v1.Device toV1(Device device) {
    BasicDevice known = device.basic() == null ? BasicDevice.builder().build() : device.basic();
    return new io.kubejar.api.resource.v1.Device(
        device.name(),
        known.attributes(),
        known.capacity(),
        known.consumesCounters(),
        known.nodeName(),
        known.nodeSelector(),
        known.allNodes(),
        known.taints(),
        known.bindsToNode(),
        known.bindingConditions(),
        known.bindingFailureConditions(),
        known.allowMultipleAllocations(),
        known.nodeAllocatableResourceMappings());
  }

  private static Device fromV1(io.kubejar.api.resource.v1.Device device) {
    BasicDevice known =
        new BasicDevice(
            device.attributes(),
            device.capacity(),
            device.consumesCounters(),
            device.nodeName(),
            device.nodeSelector(),
            device.allNodes(),
            device.taints(),
            device.bindsToNode(),
            device.bindingConditions(),
            device.bindingFailureConditions(),
            device.allowMultipleAllocations(),
            device.nodeAllocatableResourceMappings());
    return new Device(device.name(), known.equals(BasicDevice.builder().build()) ? null : known);
  }
}
