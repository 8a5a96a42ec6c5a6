package io.kubejar.cluster.testing;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/// Starts a class's cluster before the first test that asks for it, and stops it after the last.
final class ClusterExtension
    implements ParameterResolver, AfterTestExecutionCallback, InvocationInterceptor {
  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(ClusterExtension.class);

  /// A cluster with the machine it is on.
  private record Shared(TestMachine machine, TestCluster cluster) implements AutoCloseable {
    static Shared start(ExtensionContext context) {
      TestMachine machine = TestMachine.start();
      try {
        String name = context.getRequiredTestClass().getSimpleName().replace("ClusterTest", "");
        TestCluster cluster =
            new TestCluster(machine, name.toLowerCase(Locale.ROOT), options(context));
        long since = System.nanoTime();
        cluster.up();
        System.out.printf(
            "%s's cluster is ready after %.1f s%n", name, (System.nanoTime() - since) / 1e9);
        return new Shared(machine, cluster);
      } catch (RuntimeException | Error e) {
        machine.close();
        throw e;
      }
    }

    @Override
    public void close() {
      try {
        cluster.kubejar("down").require();
      } finally {
        machine.close();
      }
    }
  }

  private static List<String> options(ExtensionContext context) {
    return List.of(context.getRequiredTestClass().getAnnotation(WithCluster.class).value());
  }

  private static ExtensionContext ofClass(ExtensionContext context) {
    return context.getTestMethod().isPresent() ? context.getParent().orElseThrow() : context;
  }

  private static TestCluster cluster(ExtensionContext context) {
    ExtensionContext ofClass = ofClass(context);
    return ofClass
        .getStore(STORE)
        .computeIfAbsent(Shared.class, key -> Shared.start(ofClass), Shared.class)
        .cluster();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == TestCluster.class || type == Namespace.class;
  }

  @Override
  public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (leftOut(context)) {
      return null;
    }
    TestCluster cluster = cluster(context);
    return parameter.getParameter().getType() == TestCluster.class
        ? cluster
        : cluster.namespace(
            context
                .getRequiredTestMethod()
                .getName()
                .replaceAll("([A-Z])", "-$1")
                .toLowerCase(Locale.ROOT));
  }

  private static boolean leftOut(ExtensionContext context) {
    return !TestMachine.ROOT && !options(context).contains("--simulated");
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    if (leftOut(context)) {
      System.out.println(
          "Left out, since only root can run containers: "
              + context.getRequiredTestClass().getSimpleName()
              + "."
              + context.getRequiredTestMethod().getName());
      invocation.skip();
    } else {
      invocation.proceed();
    }
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isPresent() && !leftOut(context)) {
      cluster(context).dump();
    }
  }
}
