package io.kubejar.dns;

/// The types of records that the zone knows of.
public enum QueryType {
  A,
  AAAA,
  CNAME,
  SRV,
  PTR,
  TXT,
  SOA,
  NS,
  /// A type the zone never has.
  OTHER;

  boolean isAddress() {
    return this == A || this == AAAA;
  }
}
