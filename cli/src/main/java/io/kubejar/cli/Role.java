package io.kubejar.cli;

/// A part of the cluster that can run as a process of its own.
public enum Role {
  SERVER,
  CONTROLLERS,
  SCHEDULER,
  NODE,
  PROXY,
  DNS
}
