/// The narrow interfaces that generated codecs speak to, so that records need no JSON library.
///
/// [Codec] reads and writes one type; [JsonReader] and [JsonWriter] are implemented by the wire
/// module.
@NullMarked
package io.kubejar.api.codec;

import org.jspecify.annotations.NullMarked;
