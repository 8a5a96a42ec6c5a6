/// What namespaces use of their quotas.
///
/// [ResourceQuotaController] keeps `status.used`; [Usage] counts, [PodUsage] and [Scopes] know
/// pods.
@NullMarked
package io.kubejar.controllers.resourcequota;

import org.jspecify.annotations.NullMarked;
