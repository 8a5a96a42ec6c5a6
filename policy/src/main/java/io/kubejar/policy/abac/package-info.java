/// Attribute-based access control: a file of policies, one a line.
@NullMarked
package io.kubejar.policy.abac;

import org.jspecify.annotations.NullMarked;
