package io.kubejar.cel.program;

import dev.cel.common.CelAbstractSyntaxTree;

/// A checked expression, ready to be evaluated by any number of threads.
public final class Program {
  private final Node root;
  private final int locals;

  private Program(Node root, int locals) {
    this.root = root;
    this.locals = locals;
  }

  /// @param ast a checked tree
  public static Program of(CelAbstractSyntaxTree ast) {
    var builder = new NodeBuilder(ast);
    Node root = builder.node(ast.getExpr());
    return new Program(root, builder.locals());
  }

  /// The value; throws [io.kubejar.cel.value.CelError].
  public Object evaluate(Bindings bindings, Budget budget) {
    long outer = budget.begin();
    boolean done = false;
    try {
      Object value = root.eval(new Frame(bindings, locals, budget));
      done = true;
      return value;
    } finally {
      settle(budget, outer, done);
    }
  }

  /// An error of the expression itself says more than that it also used up the budget.
  private static void settle(Budget budget, long outer, boolean done) {
    try {
      budget.end(outer);
    } catch (Budget.Exceeded e) {
      if (done) {
        throw e;
      }
    }
  }
}
