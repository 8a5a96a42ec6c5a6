package io.kubejar.controllers.policystatus;

import static io.kubejar.api.admissionregistration.v1.ValidatingAdmissionPolicyKind.VALIDATING_ADMISSION_POLICY;

import io.kubejar.api.admissionregistration.v1.ExpressionWarning;
import io.kubejar.api.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinition;
import io.kubejar.api.apiextensions.v1.CustomResourceDefinitionKind;
import io.kubejar.client.Client;
import io.kubejar.client.Informer;
import io.kubejar.client.Key;
import io.kubejar.client.Lister;
import io.kubejar.controllers.runtime.Changes;
import io.kubejar.controllers.runtime.Controller;
import io.kubejar.controllers.runtime.ControllerContext;
import io.kubejar.controllers.runtime.ReconcileLoop;
import io.kubejar.controllers.runtime.Reconciled;
import java.util.List;

/// Checks the types of each new generation of a validating admission policy.
public final class PolicyStatusController implements Controller {
  private final Client client;
  private final Lister<ValidatingAdmissionPolicy> policies;
  private final TypeCheck check;
  private final ReconcileLoop<Key> loop;

  public PolicyStatusController(ControllerContext context) {
    Informer<ValidatingAdmissionPolicy> informer =
        context.informers().of(VALIDATING_ADMISSION_POLICY);
    Informer<CustomResourceDefinition> definitions =
        context.informers().of(CustomResourceDefinitionKind.CUSTOM_RESOURCE_DEFINITION);
    this.client = context.client();
    this.policies = informer.lister();
    this.check = new TypeCheck(definitions.lister());
    this.loop =
        ReconcileLoop.of(name(), 1, context, List.of(informer, definitions), this::reconcile);
    informer.addHandler(Changes.of(policy -> loop.queue().add(Key.of(policy))));
  }

  @Override
  public String name() {
    return "validatingadmissionpolicy-status-controller";
  }

  /// The queue of policies and its worker.
  public ReconcileLoop<Key> loop() {
    return loop;
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void close() {
    loop.close();
  }

  private Reconciled reconcile(Key key) {
    ValidatingAdmissionPolicy policy = policies.get(key);
    if (policy == null || policy.status().observedGeneration() >= policy.metadata().generation()) {
      return Reconciled.done();
    }
    List<ExpressionWarning> warnings = check.warnings(policy);
    client
        .resources(VALIDATING_ADMISSION_POLICY)
        .updateStatus(
            policy.with(
                b ->
                    b.status(
                        s ->
                            s.observedGeneration(policy.metadata().generation())
                                .typeChecking(t -> t.expressionWarnings(warnings)))));
    return Reconciled.done();
  }
}
