package io.kubejar.cel.program;

/// A part of an expression.
@FunctionalInterface
interface Node {
  Object eval(Frame frame);
}
