/// Kinds that are defined through the API while the server runs.
///
/// [CustomResources] follows the definitions and changes what the server serves; [DefinitionStatus]
/// and [DefinitionRule] say what holds for a definition.
@NullMarked
package io.kubejar.server.extension;

import org.jspecify.annotations.NullMarked;
