/// Images made and kept by the node itself, and served to its runtime without a registry.
///
/// [ImageStore] keeps images as an OCI layout on disk; [ImageBuilder] makes them from files,
/// [ImageArchive] reads them from archives, [PauseImage] makes the one each sandbox needs, and
/// [ImageEndpoint] serves them on loopback by the OCI distribution protocol.
@NullMarked
package io.kubejar.node.image;

import org.jspecify.annotations.NullMarked;
