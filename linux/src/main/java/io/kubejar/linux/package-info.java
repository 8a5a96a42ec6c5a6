/// The kernel: mounts, cgroups, namespaces, capabilities, processes.
///
/// The only package that calls foreign functions ([Libc]). Everything else reads and writes the
/// files the kernel shows ([Proc], [Cgroups]). Nothing here knows of pods.
@NullMarked
package io.kubejar.linux;

import org.jspecify.annotations.NullMarked;
