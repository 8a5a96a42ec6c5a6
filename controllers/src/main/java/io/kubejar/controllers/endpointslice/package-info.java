/// Endpoint slices: which pods stand behind a service, for proxies and DNS.
///
/// [EndpointSliceController] makes them from a service's pods, [EndpointSliceMirroringController]
/// from hand-written Endpoints. [Slicing] decides, without side effects, which slices change.
@NullMarked
package io.kubejar.controllers.endpointslice;

import org.jspecify.annotations.NullMarked;
