/// Claims of devices (KEP-4381): made from the templates that pods name, and given up after them.
@NullMarked
package io.kubejar.controllers.resourceclaim;

import org.jspecify.annotations.NullMarked;
