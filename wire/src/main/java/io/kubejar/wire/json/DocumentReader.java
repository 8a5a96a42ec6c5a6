package io.kubejar.wire.json;

import io.kubejar.api.codec.Codec;
import io.kubejar.api.codec.JsonForm;
import io.kubejar.api.codec.JsonReader;
import io.kubejar.api.value.Bytes;
import io.kubejar.api.value.Duration;
import io.kubejar.api.value.FieldsV1;
import io.kubejar.api.value.IntOrString;
import io.kubejar.api.value.MicroTime;
import io.kubejar.api.value.Quantity;
import io.kubejar.api.value.RawJson;
import io.kubejar.api.value.SortedStringMap;
import io.kubejar.api.value.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads one JSON document from an array, for codecs.
final class DocumentReader implements JsonReader {
  private final JsonScanner scanner;
  private final ReaderPath path = new ReaderPath();
  private final @Nullable Strictness strictness;

  /// Whether errors are those of upstream's conversion from trees, rather than of its JSON decoder.
  private final boolean fromTree;

  /// The codec whose value comes next, for the names in messages.
  private @Nullable Codec<?> pending;

  DocumentReader(byte[] in, int from, int to, @Nullable Strictness strictness) {
    this(new JsonScanner(in, from, to), strictness, false);
  }

  DocumentReader(JsonScanner scanner, @Nullable Strictness strictness, boolean fromTree) {
    this.scanner = scanner;
    this.strictness = strictness;
    this.fromTree = fromTree;
  }

  /// Reads the whole document.
  <T> T document(Codec<T> codec) {
    T value = value(codec);
    scanner.finish();
    return value;
  }

  @Override
  public boolean beginObject() {
    Codec<?> codec = pending;
    pending = null;
    if (isNull()) {
      return false;
    }
    if (scanner.peek() != '{') {
      throw mismatch(ReaderPath.typeName(codec));
    }
    scanner.at++;
    path.push(codec, false);
    return true;
  }

  @Override
  public @Nullable String nextField() {
    byte b = scanner.peek();
    if (path.start()) {
      if (b == '}') {
        return leave();
      }
    } else {
      if (b == '}') {
        return leave();
      }
      if (b != ',') {
        throw scanner.unexpected("after object key:value pair");
      }
      scanner.at++;
    }
    scanner.nameStart();
    String name = scanner.string();
    scanner.colon();
    path.name(name);
    if (strictness != null && path.repeats(name)) {
      strictness.duplicate(path.toString());
    }
    return name;
  }

  private @Nullable String leave() {
    scanner.at++;
    path.pop();
    return null;
  }

  @Override
  public boolean beginArray() {
    Codec<?> codec = pending;
    pending = null;
    return beginArray(codec, "[]");
  }

  private boolean beginArray(@Nullable Codec<?> element, String prefix) {
    if (isNull()) {
      return false;
    }
    if (scanner.peek() != '[') {
      throw mismatch(prefix + ReaderPath.typeName(element));
    }
    scanner.at++;
    path.push(null, true);
    return true;
  }

  @Override
  public boolean nextElement() {
    byte b = scanner.peek();
    if (path.start()) {
      if (b == ']') {
        leave();
        return false;
      }
    } else {
      if (b == ']') {
        leave();
        return false;
      }
      if (b != ',') {
        throw scanner.unexpected("after array element");
      }
      scanner.at++;
    }
    path.nextIndex();
    return true;
  }

  @Override
  public JsonForm peek() {
    return switch (scanner.peek()) {
      case '{' -> JsonForm.OBJECT;
      case '[' -> JsonForm.ARRAY;
      case '"' -> JsonForm.STRING;
      case 't', 'f' -> JsonForm.BOOLEAN;
      case 'n' -> JsonForm.NULL;
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> JsonForm.NUMBER;
      default -> throw scanner.unexpected("looking for beginning of value");
    };
  }

  private boolean isNull() {
    if (scanner.peek() != 'n') {
      return false;
    }
    scanner.literal("null");
    return true;
  }

  @Override
  public void skip() {
    scanner.skip(path.depth());
  }

  @Override
  public void unknownField(String name) {
    if (strictness != null) {
      strictness.unknown(path.toString());
    }
    skip();
  }

  @Override
  public String string() {
    return isNull() ? "" : requiredString();
  }

  @Override
  public @Nullable String stringOrNull() {
    return isNull() ? null : requiredString();
  }

  private String requiredString() {
    if (scanner.peek() != '"') {
      throw mismatch("string");
    }
    return scanner.string();
  }

  @Override
  public boolean bool() {
    return !isNull() && requiredBool();
  }

  @Override
  public @Nullable Boolean boolOrNull() {
    return isNull() ? null : requiredBool();
  }

  private boolean requiredBool() {
    byte b = scanner.peek();
    if (b != 't' && b != 'f') {
      throw mismatch("bool");
    }
    scanner.literal(b == 't' ? "true" : "false");
    return b == 't';
  }

  @Override
  public int int32() {
    return isNull() ? 0 : (int) integer("int32", Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  @Override
  public @Nullable Integer int32OrNull() {
    return isNull() ? null : (int) integer("int32", Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  @Override
  public long int64() {
    return isNull() ? 0 : integer("int64", Long.MIN_VALUE, Long.MAX_VALUE);
  }

  @Override
  public @Nullable Long int64OrNull() {
    return isNull() ? null : integer("int64", Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private long integer(String type, long least, long largest) {
    requireNumber(type);
    int from = scanner.at;
    boolean whole = scanner.number();
    if (whole && scanner.at - from <= 18) {
      long value = shortInteger(from);
      if (value >= least && value <= largest) {
        return value;
      }
    } else if (whole) {
      try {
        long value = Long.parseLong(scanner.textFrom(from));
        if (value >= least && value <= largest) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw unfit("number " + scanner.textFrom(from), type);
      }
    }
    throw unfit("number " + scanner.textFrom(from), type);
  }

  private long shortInteger(int from) {
    boolean negative = scanner.in[from] == '-';
    long value = 0;
    for (int i = negative ? from + 1 : from; i < scanner.at; i++) {
      value = value * 10 + (scanner.in[i] - '0');
    }
    return negative ? -value : value;
  }

  private void requireNumber(String type) {
    byte b = scanner.peek();
    if (b != '-' && !JsonScanner.isDigit(b)) {
      throw mismatch(type);
    }
  }

  @Override
  public double float64() {
    return isNull() ? 0 : requiredDouble();
  }

  @Override
  public @Nullable Double float64OrNull() {
    return isNull() ? null : requiredDouble();
  }

  private double requiredDouble() {
    requireNumber("float64");
    int from = scanner.at;
    scanner.number();
    double value = Double.parseDouble(scanner.textFrom(from));
    if (Double.isInfinite(value)) {
      throw unfit("number " + scanner.textFrom(from), "float64");
    }
    return value;
  }

  @Override
  public Bytes bytes() {
    if (isNull()) {
      return Bytes.EMPTY;
    }
    if (scanner.peek() != '"') {
      throw mismatch("[]uint8");
    }
    return checked(scanner.string(), Bytes::base64);
  }

  @Override
  public Quantity quantity() {
    return isNull() ? Quantity.ZERO : requiredQuantity();
  }

  @Override
  public @Nullable Quantity quantityOrNull() {
    return isNull() ? null : requiredQuantity();
  }

  private Quantity requiredQuantity() {
    if (scanner.peek() == '"') {
      String text = scanner.string().strip();
      return text.isEmpty() ? Quantity.ZERO : checked(text, ParsedQuantities::get);
    }
    int from = scanner.at;
    skip();
    return checked(scanner.textFrom(from), ParsedQuantities::get);
  }

  @Override
  public IntOrString intOrString() {
    return isNull() ? IntOrString.ZERO : requiredIntOrString();
  }

  @Override
  public @Nullable IntOrString intOrStringOrNull() {
    return isNull() ? null : requiredIntOrString();
  }

  private IntOrString requiredIntOrString() {
    return scanner.peek() == '"'
        ? IntOrString.of(scanner.string())
        : IntOrString.of((int) integer("int32", Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  @Override
  public @Nullable Time timeOrNull() {
    return isNull() ? null : checked(timeText(), Time::parse);
  }

  @Override
  public @Nullable MicroTime microTimeOrNull() {
    return isNull() ? null : checked(timeText(), MicroTime::parse);
  }

  @Override
  public Duration duration() {
    return isNull() ? Duration.ZERO : checked(timeText(), Duration::parse);
  }

  @Override
  public @Nullable Duration durationOrNull() {
    return isNull() ? null : checked(timeText(), Duration::parse);
  }

  /// Upstream reads these in a decoder of their own, which does not know the field.
  private String timeText() {
    if (scanner.peek() != '"') {
      throw new JsonException(
          "json: cannot unmarshal " + formName() + " into Go value of type string",
          path.toString());
    }
    return scanner.string();
  }

  @Override
  public RawJson raw() {
    RawJson value = rawOrNull();
    return value == null ? RawJson.NULL : value;
  }

  @Override
  public @Nullable RawJson rawOrNull() {
    if (isNull()) {
      return null;
    }
    int from = scanner.at;
    skip();
    return new RawJson(Bytes.copyOf(scanner.in, from, scanner.at));
  }

  @Override
  public @Nullable FieldsV1 fieldsV1OrNull() {
    if (isNull()) {
      return null;
    }
    int from = scanner.at;
    skip();
    return FieldsV1.shared(scanner.in, from, scanner.at);
  }

  @Override
  public <T> T value(Codec<T> codec) {
    if (isNull()) {
      return codec.zero();
    }
    pending = codec;
    return codec.read(this);
  }

  @Override
  public <T> @Nullable T valueOrNull(Codec<T> codec) {
    if (isNull()) {
      return null;
    }
    pending = codec;
    return codec.read(this);
  }

  @Override
  public <T> List<T> list(Codec<T> codec) {
    if (!beginArray(codec, "[]") || !nextElement()) {
      return List.of();
    }
    T first = value(codec);
    if (!nextElement()) {
      return List.of(first);
    }
    List<T> values = new ArrayList<>();
    values.add(first);
    do {
      values.add(value(codec));
    } while (nextElement());
    return List.copyOf(values);
  }

  @Override
  public <T> Map<String, T> map(Codec<T> codec) {
    pending = null;
    if (isNull()) {
      return SortedStringMap.empty();
    }
    if (scanner.peek() != '{') {
      throw mismatch("map[string]" + ReaderPath.typeName(codec));
    }
    beginObject();
    String name = nextField();
    if (name == null) {
      return SortedStringMap.empty();
    }
    SortedStringMap.Builder<T> entries = SortedStringMap.builder(4);
    for (; name != null; name = nextField()) {
      entries.put(name, value(codec));
    }
    return entries.build();
  }

  @Override
  public JsonException error(String message) {
    return new JsonException(message, path.toString());
  }

  private <T> T checked(String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw error(String.valueOf(e.getMessage()));
    }
  }

  private JsonException mismatch(String type) {
    return unfit(formName(), type);
  }

  private JsonException unfit(String form, String type) {
    if (fromTree) {
      return error(TreeErrors.message(form, type));
    }
    return new JsonException(
        "json: cannot unmarshal " + form + " into " + path.target() + " of type " + type,
        path.toString());
  }

  private String formName() {
    return switch (peek()) {
      case OBJECT -> "object";
      case ARRAY -> "array";
      case STRING -> "string";
      case NUMBER -> "number";
      case BOOLEAN -> "bool";
      case NULL -> "null";
    };
  }
}
