/// Tests of quotas.
@NullMarked
package io.kubejar.controllers.resourcequota;

import org.jspecify.annotations.NullMarked;
