/// Certificate signing requests: who approves nodes' own, who signs, and when they go.
///
/// ```
/// request ──▶ ApprovingController (nodes, by access review) ──▶ SigningController (one per signer)
///                                                               CertificateCleaner (what is over)
/// ```
@NullMarked
package io.kubejar.controllers.certificates;

import org.jspecify.annotations.NullMarked;
