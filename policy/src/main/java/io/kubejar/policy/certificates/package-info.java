/// Who may ask for, approve and sign certificates.
@NullMarked
package io.kubejar.policy.certificates;

import org.jspecify.annotations.NullMarked;
