/// What the server tells about the groups, versions and resources it serves.
///
/// [io.kubejar.server.discovery.Discovery] answers `/api`, `/apis` and what is below, each also in
/// the aggregated form.
@NullMarked
package io.kubejar.server.discovery;

import org.jspecify.annotations.NullMarked;
