/// A whole cluster inside a test: in memory, with nodes that pretend to run containers.
///
/// [KubeJar] is the cluster, [KubeJarExtension] hands one to JUnit tests.
@NullMarked
package io.kubejar.junit;

import org.jspecify.annotations.NullMarked;
