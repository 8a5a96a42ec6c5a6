package io.kubejar.cel.program;

import io.kubejar.cel.value.CelError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Operators that do not need all of their arguments: an argument that fails does not matter when
/// another decides.
final class Logic {
  private Logic() {}

  static Node and(Node left, Node right) {
    return frame -> decided(frame, left, right, false);
  }

  static Node or(Node left, Node right) {
    return frame -> decided(frame, left, right, true);
  }

  private static boolean decided(Frame frame, Node left, Node right, boolean decisive) {
    CelError failure = null;
    try {
      if (bool(left.eval(frame)) == decisive) {
        return decisive;
      }
    } catch (CelError e) {
      failure = survivable(e);
    }
    if (bool(right, frame, failure) == decisive) {
      return decisive;
    }
    if (failure != null) {
      throw failure;
    }
    return !decisive;
  }

  private static boolean bool(Node node, Frame frame, @Nullable CelError earlier) {
    try {
      return bool(node.eval(frame));
    } catch (CelError e) {
      throw earlier == null ? e : earlier(survivable(e), earlier);
    }
  }

  /// Of two failures the first is told.
  private static CelError earlier(CelError ignored, CelError first) {
    return first;
  }

  private static CelError survivable(CelError error) {
    if (error instanceof Budget.Exceeded) {
      throw error;
    }
    return error;
  }

  static Node choice(Node condition, Node then, Node otherwise) {
    return frame -> bool(condition.eval(frame)) ? then.eval(frame) : otherwise.eval(frame);
  }

  static Node notStrictlyFalse(Node argument) {
    return frame -> {
      frame.charge(1);
      try {
        return !(argument.eval(frame) instanceof Boolean bool) || bool;
      } catch (CelError e) {
        survivable(e);
        return true;
      }
    };
  }

  static Node or(List<Node> arguments) {
    return frame -> {
      Optional<?> first = optional(arguments.getFirst().eval(frame));
      frame.charge(1);
      return first.isPresent() ? first : arguments.get(1).eval(frame);
    };
  }

  static Node orValue(List<Node> arguments) {
    return frame -> {
      Optional<?> first = optional(arguments.getFirst().eval(frame));
      frame.charge(1);
      return first.isPresent() ? first.get() : arguments.get(1).eval(frame);
    };
  }

  private static Optional<?> optional(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional;
    }
    throw CelError.noSuchOverload();
  }

  private static boolean bool(Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw CelError.noSuchOverload();
  }
}
