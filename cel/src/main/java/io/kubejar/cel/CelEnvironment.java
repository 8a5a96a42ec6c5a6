package io.kubejar.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import io.kubejar.cel.library.Functions;
import io.kubejar.cel.schema.CelSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The variables and types of a place where expressions stand, with all functions of Kubernetes.
///
/// Environments are immutable and may be shared. Making one is cheap; what is expensive is made
/// when the first expression is compiled.
public final class CelEnvironment {
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHomogeneousLiterals(true)
          .enableHeterogeneousNumericComparisons(true)
          .populateMacroCalls(false)
          .build();

  private final Map<String, CelSchema> variables;
  private final boolean mutations;
  private volatile @Nullable CelCompiler compiler;

  private CelEnvironment(Map<String, CelSchema> variables, boolean mutations) {
    this.variables = Map.copyOf(variables);
    this.mutations = mutations;
  }

  public static Builder builder() {
    return new Builder();
  }

  /// The same environment with one more variable.
  public CelEnvironment with(String name, CelSchema schema) {
    Map<String, CelSchema> more = new LinkedHashMap<>(variables);
    more.put(name, schema);
    return new CelEnvironment(more, mutations);
  }

  /// Compiles a text.
  public CelExpression compile(String source) throws CelCompileException {
    CelCompiler checker = compiler();
    CelValidationResult parsed = checker.parse(source);
    if (parsed.hasError()) {
      throw new CelCompileException(Issues.text(parsed.getErrors(), parsed.getSource()));
    }
    try {
      CelAbstractSyntaxTree tree = parsed.getAst();
      if (mutations) {
        var types = new Types();
        checker = make(types, types.withMutations(tree.getExpr()));
      }
      CelValidationResult checked = checker.check(tree);
      if (checked.hasError()) {
        throw new CelCompileException(Issues.text(checked.getErrors(), checked.getSource()));
      }
      return new CelExpression(source, checked.getAst(), variables);
    } catch (CelValidationException e) {
      throw new CelCompileException(Issues.text(e.getErrors(), e.getSource()));
    }
  }

  private CelCompiler compiler() {
    CelCompiler made = compiler;
    if (made == null) {
      var types = new Types();
      made = make(types, types);
      compiler = made;
    }
    return made;
  }

  private CelCompiler make(Types types, CelTypeProvider provider) {
    var builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelExtensions.optional(), CelExtensions.comprehensions())
            .addFunctionDeclarations(Functions.declarations());
    variables.forEach((name, schema) -> builder.addVar(name, types.of(schema)));
    return builder.setTypeProvider(provider).build();
  }

  /// Gathers an environment's variables.
  public static final class Builder {
    private final Map<String, CelSchema> variables = new LinkedHashMap<>();
    private boolean mutations;

    private Builder() {}

    public Builder variable(String name, CelSchema schema) {
      variables.put(name, schema);
      return this;
    }

    /// Allows expressions to make objects and patches: `Object{…}`, `Object.spec{…}`,
    /// `JSONPatch{…}`.
    public Builder mutations() {
      mutations = true;
      return this;
    }

    public CelEnvironment build() {
      return new CelEnvironment(variables, mutations);
    }
  }
}
