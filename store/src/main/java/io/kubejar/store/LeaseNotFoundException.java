package io.kubejar.store;

/// The lease ended or never was.
public final class LeaseNotFoundException extends StoreException {

  private static final long serialVersionUID = 1;

  public LeaseNotFoundException(long lease) {
    super("lease " + lease + " not found", null);
  }
}
