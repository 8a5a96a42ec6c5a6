/// Whole clusters under test: a part of this machine of their own, the real `kubectl`, and waiting
/// for what comes about.
///
/// Entry type: [WithCluster] on a test class, which then takes a [TestCluster] or a [Namespace] as
/// a parameter.
@NullMarked
package io.kubejar.cluster.testing;

import org.jspecify.annotations.NullMarked;
