@NullMarked
package io.kubejar.controllers.resourceclaim;

import org.jspecify.annotations.NullMarked;
