/// What expressions compute with, as plain objects of Java:
///
/// | CEL | Java |
/// |---|---|
/// | `bool`, `int`, `double`, `string` | `Boolean`, `Long`, `Double`, `String` |
/// | `uint`, `bytes`, `type` | [UInt], `Bytes`, [TypeValue] |
/// | `timestamp`, `duration` | `Instant`, `Duration` |
/// | `null` | `JsonValue.Null` |
/// | `list`, `map` | `List`, `Map`; those over JSON are views ([Views]) |
/// | `optional` | `Optional` |
/// | messages made in an expression | [Instance] |
/// | types of libraries | classes of their own |
@NullMarked
package io.kubejar.cel.value;

import org.jspecify.annotations.NullMarked;
