/// YAML as upstream treats it: another spelling of JSON, read by the rules of YAML 1.1.
///
/// [Yaml] reads and prints it.
@NullMarked
package io.kubejar.wire.yaml;

import org.jspecify.annotations.NullMarked;
