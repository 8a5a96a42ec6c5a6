/// Role-based access control: roles grant, bindings say to whom.
///
/// [io.kubejar.policy.rbac.RbacAuthorizer] decides requests;
/// [io.kubejar.policy.rbac.EscalationCheck] lets nobody grant more than they have.
@NullMarked
package io.kubejar.policy.rbac;

import org.jspecify.annotations.NullMarked;
