package io.kubejar.cel.library;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import io.kubejar.cel.value.CelError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All functions by name: what the checker has to know, and what is called.
public final class Functions {
  private static final List<CelFunctionDecl> DECLARATIONS;
  private static final Map<String, List<Overload>> OVERLOADS;

  static {
    var table = new Table();
    Operators.register(table);
    Conversions.register(table);
    TimeFunctions.register(table);
    StringFunctions.register(table);
    ListFunctions.register(table);
    SetFunctions.register(table);
    OptionalFunctions.register(table);
    RegexFunctions.register(table);
    UrlFunctions.register(table);
    QuantityFunctions.register(table);
    AddressFunctions.register(table);
    SemverFunctions.register(table);
    FormatFunctions.register(table);
    AuthorizerFunctions.register(table);
    OVERLOADS = Map.copyOf(table.overloads);
    DECLARATIONS = declarations(table.overloads);
  }

  private Functions() {}

  /// What libraries write themselves into.
  static final class Table {
    private final Map<String, List<Overload>> overloads = new LinkedHashMap<>();

    /// A function of Kubernetes.
    Table declare(String signature, Overload.Body body) {
      return add(Signature.read(signature, true, body));
    }

    /// A function that the checker knows already.
    Table implement(String signature, Overload.Body body) {
      return add(Signature.read(signature, false, body));
    }

    private Table add(Overload overload) {
      overloads.computeIfAbsent(overload.function(), _ -> new ArrayList<>()).add(overload);
      return this;
    }
  }

  /// A call with its arguments computed.
  @FunctionalInterface
  public interface Call {
    Object apply(Object[] arguments);
  }

  /// The declarations that CEL's own do not contain.
  public static List<CelFunctionDecl> declarations() {
    return DECLARATIONS;
  }

  /// The function of a name; which way it is called is decided by its arguments.
  public static Call find(String name) {
    List<Overload> overloads = OVERLOADS.get(name);
    if (overloads == null) {
      return _ -> {
        throw new CelError("no such function: " + name);
      };
    }
    Overload[] choices = overloads.toArray(Overload[]::new);
    return arguments -> {
      for (Overload choice : choices) {
        if (choice.accepts(arguments)) {
          return choice.body().call(arguments);
        }
      }
      throw CelError.noSuchOverload();
    };
  }

  private static List<CelFunctionDecl> declarations(Map<String, List<Overload>> functions) {
    List<CelFunctionDecl> declarations = new ArrayList<>();
    Map<String, Integer> used = new HashMap<>();
    functions.forEach(
        (name, overloads) -> {
          List<CelOverloadDecl> declared = new ArrayList<>();
          for (Overload overload : overloads) {
            if (overload.declared()) {
              String id = "kubernetes_" + name.replace('.', '_');
              int number = used.merge(id, 1, Integer::sum);
              String unique = id + "_" + number;
              declared.add(
                  overload.member()
                      ? CelOverloadDecl.newMemberOverload(
                          unique, overload.result(), overload.parameters())
                      : CelOverloadDecl.newGlobalOverload(
                          unique, overload.result(), overload.parameters()));
            }
          }
          if (!declared.isEmpty()) {
            declarations.add(CelFunctionDecl.newFunctionDeclaration(name, declared));
          }
        });
    return List.copyOf(declarations);
  }
}
