package io.kubejar.client;

import io.kubejar.api.kind.Kind;
import io.kubejar.api.meta.v1.ApiObject;
import io.kubejar.api.meta.v1.ListOptions;

/// The objects of a kind, in one namespace or in all, that options select.
///
/// @param kind the kind
/// @param namespace the namespace; empty for all of them and for cluster-scoped kinds
/// @param options selectors, paging and revision
public record Collection<T extends ApiObject>(
    Kind<T> kind, String namespace, ListOptions options) {}
