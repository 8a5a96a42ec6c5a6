package io.kubejar.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a type whose JSON form is not a list of members: its codec is written by hand in a class
/// named like the type with `Codec` after it, which has a static `INSTANCE`.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
public @interface HandCoded {}
