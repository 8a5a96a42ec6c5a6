@NullMarked
package io.kubejar.controllers.servicecidr;

import org.jspecify.annotations.NullMarked;
