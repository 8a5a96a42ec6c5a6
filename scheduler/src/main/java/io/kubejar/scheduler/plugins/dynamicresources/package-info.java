/// Devices that pods claim (KEP-4381).
@NullMarked
package io.kubejar.scheduler.plugins.dynamicresources;

import org.jspecify.annotations.NullMarked;
