package io.kubejar.proofs.history;

import org.jspecify.annotations.Nullable;

/// What one client alone would see.
///
/// @param <S> a state, compared by `equals`
public interface Model<S, I, O> {

  /// The state before the first operation.
  S initial();

  /// The state after an operation, or null when it cannot have had this output in this state.
  ///
  /// @param output null when it is not known; such an operation fits every state, and changes
  ///   nothing where it would be refused
  @Nullable S step(S state, I input, @Nullable O output);
}
