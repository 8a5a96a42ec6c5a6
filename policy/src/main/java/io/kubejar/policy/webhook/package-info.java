/// Changes are shown to services outside, which may refuse or change them.
@NullMarked
package io.kubejar.policy.webhook;

import org.jspecify.annotations.NullMarked;
