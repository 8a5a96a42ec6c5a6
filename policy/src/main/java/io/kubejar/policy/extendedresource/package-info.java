/// The plugin `ExtendedResourceToleration`.
@NullMarked
package io.kubejar.policy.extendedresource;

import org.jspecify.annotations.NullMarked;
