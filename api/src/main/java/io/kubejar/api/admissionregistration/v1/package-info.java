/// The kinds of the API group `admissionregistration.k8s.io`, version `v1`, their parts and their
/// rules.
@NullMarked
package io.kubejar.api.admissionregistration.v1;

import org.jspecify.annotations.NullMarked;
