/// API aggregation: groups and versions of the API that other servers answer.
///
/// ```
/// APIService ──▶ Aggregation ──▶ Backend (one for each with a service): availability, documents
///                    │                └─▶ status of the APIService
///                    ├─▶ routes: BackendProxy, by group and version
///                    └─▶ RemoteVersion for discovery and OpenAPI
/// definitions ──▶ Registration ──▶ an APIService for each version served here
/// ```
///
/// [Aggregation] is the entry. Callers are authenticated and authorized here; a backend is told of
/// them in headers, which it believes because of the certificate it is called with.
@NullMarked
package io.kubejar.server.aggregation;

import org.jspecify.annotations.NullMarked;
