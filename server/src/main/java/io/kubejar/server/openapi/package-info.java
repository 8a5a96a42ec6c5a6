/// The API's schema as OpenAPI documents, made from the tables beside the records.
///
/// [io.kubejar.server.openapi.OpenApi] answers `/openapi/v2` and `/openapi/v3`. Documents are made
/// when first asked for; the garbage collector may take them away again.
@NullMarked
package io.kubejar.server.openapi;

import org.jspecify.annotations.NullMarked;
