package io.kubejar.server.audit;

import io.kubejar.server.spi.Attributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// How much of which request is told: the file that `--audit-policy-file` names, `Policy` of
/// `audit.k8s.io/v1`.
public final class AuditPolicy {
  private static final Decision SILENT = new Decision(Level.NONE, Set.of(), false);

  private final List<PolicyRule> rules;
  private final Set<Stage> omitStages;
  private final boolean omitManagedFields;

  /// What is told of one request.
  ///
  /// @param level how much
  /// @param omitStages the stages that are not told
  /// @param omitManagedFields whether bodies go without managed fields
  public record Decision(Level level, Set<Stage> omitStages, boolean omitManagedFields) {
    public Decision {
      omitStages = Set.copyOf(omitStages);
    }
  }

  AuditPolicy(List<PolicyRule> rules, Set<Stage> omitStages, boolean omitManagedFields) {
    this.rules = List.copyOf(rules);
    this.omitStages = Set.copyOf(omitStages);
    this.omitManagedFields = omitManagedFields;
  }

  /// Reads a policy.
  ///
  /// @param document YAML or JSON
  /// @throws PolicyException with all that is wrong with it, by path
  public static AuditPolicy parse(byte[] document) {
    return new PolicyReader().read(document);
  }

  /// What the first rule that covers a request says; nothing is told without one.
  public Decision decide(Attributes request) {
    for (PolicyRule rule : rules) {
      if (!rule.who().covers(request)) {
        continue;
      }
      if (rule.level() == Level.NONE) {
        return SILENT;
      }
      var omitted = EnumSet.noneOf(Stage.class);
      omitted.addAll(omitStages);
      omitted.addAll(rule.omitStages());
      Boolean own = rule.omitManagedFields();
      return new Decision(rule.level(), omitted, own == null ? omitManagedFields : own);
    }
    return SILENT;
  }
}
