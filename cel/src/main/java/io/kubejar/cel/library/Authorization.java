package io.kubejar.cel.library;

import io.kubejar.cel.value.TypeValue;
import org.jspecify.annotations.Nullable;

/// The values of the `authorizer` library: who is asked, what about, and what the answer was.
public final class Authorization {
  static final String AUTHORIZER = "kubernetes.authorization.Authorizer";
  static final String PATH_CHECK = "kubernetes.authorization.PathCheck";
  static final String GROUP_CHECK = "kubernetes.authorization.GroupCheck";
  static final String RESOURCE_CHECK = "kubernetes.authorization.ResourceCheck";
  static final String DECISION = "kubernetes.authorization.Decision";

  private Authorization() {}

  /// Whoever can say what a user may do.
  @FunctionalInterface
  public interface Oracle {
    /// @param account the service account (`namespace/name`) asked about, or null for the user of
    ///   the request
    Decision check(@Nullable String account, Question question);
  }

  /// What is asked.
  ///
  /// @param path a path that is no resource, or empty
  public record Question(
      String path,
      String group,
      String resource,
      String subresource,
      String namespace,
      String name,
      String fieldSelector,
      String labelSelector,
      String verb) {
    static final Question NOTHING = new Question("", "", "", "", "", "", "", "", "");

    /// A question about a resource.
    public static Question of(
        String group, String resource, String subresource, String namespace, String name) {
      return new Question("", group, resource, subresource, namespace, name, "", "", "");
    }
  }

  /// The answer.
  ///
  /// @param error why there is none, or empty
  public record Decision(boolean allowed, String reason, String error) implements TypeValue.Named {
    @Override
    public String typeName() {
      return DECISION;
    }
  }

  /// `authorizer`.
  public record Asker(Oracle oracle, @Nullable String account) implements TypeValue.Named {
    @Override
    public String typeName() {
      return AUTHORIZER;
    }
  }

  /// A question that is not yet complete.
  ///
  /// @param typeName which of the checks it is
  public record Check(Asker asker, Question question, String typeName) implements TypeValue.Named {
    /// What `authorizer.requestResource` stands for.
    public static Check ofResource(Asker asker, Question question) {
      return new Check(asker, question, RESOURCE_CHECK);
    }
  }
}
