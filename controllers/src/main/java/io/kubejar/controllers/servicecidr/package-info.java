/// Ranges of service addresses (KEP-1880), which stay while addresses of theirs are in use.
@NullMarked
package io.kubejar.controllers.servicecidr;

import org.jspecify.annotations.NullMarked;
