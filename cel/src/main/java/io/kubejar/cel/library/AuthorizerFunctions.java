package io.kubejar.cel.library;

import static io.kubejar.cel.library.Authorization.AUTHORIZER;
import static io.kubejar.cel.library.Authorization.DECISION;
import static io.kubejar.cel.library.Authorization.GROUP_CHECK;
import static io.kubejar.cel.library.Authorization.PATH_CHECK;
import static io.kubejar.cel.library.Authorization.RESOURCE_CHECK;

import io.kubejar.cel.library.Authorization.Asker;
import io.kubejar.cel.library.Authorization.Check;
import io.kubejar.cel.library.Authorization.Decision;
import io.kubejar.cel.library.Authorization.Question;
import io.kubejar.cel.value.CelError;

/// `authorizer.group('apps').resource('deployments').namespace('x').check('create').allowed()`.
final class AuthorizerFunctions {
  private AuthorizerFunctions() {}

  static void register(Functions.Table table) {
    table
        .declare(
            AUTHORIZER + "::path(string) -> " + PATH_CHECK,
            a -> {
              if (((String) a[1]).isEmpty()) {
                throw new CelError("path must not be empty");
              }
              return new Check(
                  (Asker) a[0], with(Question.NOTHING, "path", (String) a[1]), PATH_CHECK);
            })
        .declare(
            AUTHORIZER + "::group(string) -> " + GROUP_CHECK,
            a ->
                new Check(
                    (Asker) a[0], with(Question.NOTHING, "group", (String) a[1]), GROUP_CHECK))
        .declare(
            AUTHORIZER + "::serviceAccount(string, string) -> " + AUTHORIZER,
            a -> new Asker(((Asker) a[0]).oracle(), a[1] + "/" + a[2]))
        .declare(
            GROUP_CHECK + "::resource(string) -> " + RESOURCE_CHECK,
            a -> {
              if (((String) a[1]).isEmpty()) {
                throw new CelError("resource must not be empty");
              }
              Check check = narrowed(a, "resource");
              return new Check(check.asker(), check.question(), RESOURCE_CHECK);
            })
        .declare(PATH_CHECK + "::check(string) -> " + DECISION, AuthorizerFunctions::ask)
        .declare(RESOURCE_CHECK + "::check(string) -> " + DECISION, AuthorizerFunctions::ask)
        .declare(DECISION + "::allowed() -> bool", a -> ((Decision) a[0]).allowed())
        .declare(DECISION + "::reason() -> string", a -> ((Decision) a[0]).reason())
        .declare(DECISION + "::errored() -> bool", a -> !((Decision) a[0]).error().isEmpty())
        .declare(DECISION + "::error() -> string", a -> ((Decision) a[0]).error());
    for (String part :
        new String[] {"subresource", "namespace", "name", "fieldSelector", "labelSelector"}) {
      table.declare(
          RESOURCE_CHECK + "::" + part + "(string) -> " + RESOURCE_CHECK, a -> narrowed(a, part));
    }
  }

  private static Check narrowed(Object[] arguments, String part) {
    Check check = (Check) arguments[0];
    return new Check(
        check.asker(), with(check.question(), part, (String) arguments[1]), check.typeName());
  }

  private static Question with(Question q, String part, String value) {
    return new Question(
        part.equals("path") ? value : q.path(),
        part.equals("group") ? value : q.group(),
        part.equals("resource") ? value : q.resource(),
        part.equals("subresource") ? value : q.subresource(),
        part.equals("namespace") ? value : q.namespace(),
        part.equals("name") ? value : q.name(),
        part.equals("fieldSelector") ? value : q.fieldSelector(),
        part.equals("labelSelector") ? value : q.labelSelector(),
        part.equals("verb") ? value : q.verb());
  }

  private static Decision ask(Object[] arguments) {
    Check check = narrowed(arguments, "verb");
    Asker asker = check.asker();
    return asker.oracle().check(asker.account(), check.question());
  }
}
