package io.kubejar.policy.expression;

import io.kubejar.api.core.v1.Namespace;
import io.kubejar.api.core.v1.NamespaceKind;
import io.kubejar.cel.library.Authorization;
import io.kubejar.cel.library.Authorization.Asker;
import io.kubejar.cel.library.Authorization.Check;
import io.kubejar.cel.library.Authorization.Question;
import io.kubejar.cel.program.Bindings;
import io.kubejar.cel.value.Views;
import io.kubejar.policy.match.Change;
import io.kubejar.server.spi.Admission;
import io.kubejar.server.spi.Attributes;
import io.kubejar.server.spi.Authorizer;
import io.kubejar.server.spi.User;
import io.kubejar.wire.json.JsonValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values of `object`, `oldObject`, `request`, `namespaceObject` and `authorizer`.
public final class ChangeBindings {
  private ChangeBindings() {}

  public static Bindings of(Change change, Authorizer authorizer) {
    Admission<?> admission = change.admission();
    var asker =
        new Asker(
            (account, question) -> ask(authorizer, admission.user(), account, question), null);
    return new Bindings()
        .lazily("object", () -> Views.of(change.object()))
        .lazily("oldObject", () -> Views.of(change.oldObject()))
        .lazily("request", () -> Views.of(new JsonValue.Obj(change.request())))
        .lazily("namespaceObject", () -> namespace(change.namespace()))
        .bind("authorizer", asker)
        .bind(
            "authorizer.requestResource",
            Check.ofResource(
                asker,
                Question.of(
                    admission.kind().names().group(),
                    admission.kind().names().plural(),
                    admission.subresource(),
                    admission.namespace(),
                    admission.name())));
  }

  private static Object namespace(@Nullable Namespace namespace) {
    return Views.of(Change.document(NamespaceKind.NAMESPACE, namespace), Environments.namespace());
  }

  private static Authorization.Decision ask(
      Authorizer authorizer, User user, @Nullable String account, Question question) {
    User subject = account == null ? user : serviceAccount(account);
    Attributes attributes =
        question.path().isEmpty()
            ? new Attributes(
                subject,
                question.verb(),
                question.group(),
                "*",
                question.resource(),
                question.subresource(),
                question.namespace(),
                question.name(),
                question.fieldSelector(),
                question.labelSelector(),
                "")
            : Attributes.ofPath(subject, question.verb(), question.path());
    return switch (authorizer.authorize(attributes)) {
      case Authorizer.Decision.Allowed(String reason) ->
          new Authorization.Decision(true, reason, "");
      case Authorizer.Decision.Denied(String reason) ->
          new Authorization.Decision(false, reason, "");
      case Authorizer.Decision.NoOpinion(String reason) ->
          new Authorization.Decision(false, reason, "");
      case Authorizer.Decision.Failed failed ->
          new Authorization.Decision(false, failed.reason(), failed.error());
    };
  }

  private static User serviceAccount(String account) {
    String namespace = account.substring(0, account.indexOf('/'));
    return new User(
        "system:serviceaccount:" + account.replace('/', ':'),
        "",
        List.of(
            "system:serviceaccounts",
            "system:serviceaccounts:" + namespace,
            "system:authenticated"),
        Map.of());
  }
}
