/// Who may do what: one folder per authorizer and per admission plugin.
///
/// [io.kubejar.policy.Policies] lists what a cluster uses by default.
@NullMarked
package io.kubejar.policy;

import org.jspecify.annotations.NullMarked;
