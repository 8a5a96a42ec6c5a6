/// Tests of disruption budgets.
@NullMarked
package io.kubejar.controllers.disruption;

import org.jspecify.annotations.NullMarked;
