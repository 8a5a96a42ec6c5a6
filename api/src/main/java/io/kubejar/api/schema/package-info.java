/// What Java cannot say of a record's components: the annotations, and the tables generated from
/// them ([ObjectSchema]).
@NullMarked
package io.kubejar.api.schema;

import org.jspecify.annotations.NullMarked;
