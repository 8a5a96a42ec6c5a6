/// A version of a custom resource as a kind: names, rules, columns, scale, conversion.
@NullMarked
package io.kubejar.server.extension.custom;

import org.jspecify.annotations.NullMarked;
