/// Endpoints, the older form of endpoint slices: one object per service with all its addresses.
///
/// [EndpointsController] keeps them; [Subsets] groups addresses by ports.
@NullMarked
package io.kubejar.controllers.endpoints;

import org.jspecify.annotations.NullMarked;
