/// Rules for volumes and claims: default class, protection while in use, resize.
@NullMarked
package io.kubejar.policy.storage;

import org.jspecify.annotations.NullMarked;
