/// The plugin `OwnerReferencesPermissionEnforcement`.
@NullMarked
package io.kubejar.policy.ownerreferences;

import org.jspecify.annotations.NullMarked;
