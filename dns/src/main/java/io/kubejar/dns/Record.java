package io.kubejar.dns;

/// A resource record of an answer; names are absolute, in lower case, without the final dot.
public sealed interface Record {
  /// The name the record belongs to.
  String name();

  /// An address; four or sixteen bytes.
  record Address(String name, byte[] bytes) implements Record {}

  /// Another name for the name.
  record Alias(String name, String target) implements Record {}

  /// A port of a service and the host that has it (RFC 2782).
  record ServicePort(String name, int priority, int weight, int port, String target)
      implements Record {}

  /// The name of an address.
  record Pointer(String name, String target) implements Record {}

  /// A text.
  record Text(String name, String text) implements Record {}
}
