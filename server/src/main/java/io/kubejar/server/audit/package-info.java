/// The audit log: who did what, when, and how it was answered, as events of `audit.k8s.io/v1`.
///
/// [io.kubejar.server.audit.Auditor] is the entry: it asks the
/// [io.kubejar.server.audit.AuditPolicy] how much of a request is to be told, and gives the
/// request's [io.kubejar.server.audit.Audit] to those who answer it. Finished events go to the
/// backends. Without a policy nothing is made and nothing is kept.
@NullMarked
package io.kubejar.server.audit;

import org.jspecify.annotations.NullMarked;
