/// Holds namespaces to their resource quotas: what an object takes is reserved in the status of
/// every quota it falls under before it is stored. [ResourceQuotaAdmission] is the plugin, [Meter]s
/// tell what an object takes, [Scopes] which quotas it falls under.
@NullMarked
package io.kubejar.policy.resourcequota;

import org.jspecify.annotations.NullMarked;
