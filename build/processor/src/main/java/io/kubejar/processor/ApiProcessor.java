package io.kubejar.processor;

import java.io.IOException;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/// Generates `XCodec`, `XBuilder` and `XSchema` for every record `X` marked `@ApiType`.
@SupportedAnnotationTypes("io.kubejar.api.schema.ApiType")
public final class ApiProcessor extends AbstractProcessor {
  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (TypeElement annotation : annotations) {
      for (Element element : round.getElementsAnnotatedWith(annotation)) {
        if (element.getKind() != ElementKind.RECORD) {
          processingEnv
              .getMessager()
              .printMessage(Diagnostic.Kind.ERROR, "@ApiType belongs on a record", element);
          continue;
        }
        generate((TypeElement) element);
      }
    }
    return true;
  }

  private void generate(TypeElement element) {
    try {
      RecordModel model = RecordModel.read(element, processingEnv.getElementUtils());
      write(model, "Codec", new CodecWriter(model).source(), element);
      write(model, "Builder", new BuilderWriter(model).source(), element);
      write(model, "Schema", new SchemaWriter(model).source(), element);
    } catch (IOException | IllegalArgumentException e) {
      processingEnv
          .getMessager()
          .printMessage(Diagnostic.Kind.ERROR, String.valueOf(e.getMessage()), element);
    }
  }

  private void write(RecordModel model, String suffix, String source, Element origin)
      throws IOException {
    var file =
        processingEnv
            .getFiler()
            .createSourceFile(model.packageName() + "." + model.name() + suffix, origin);
    try (var out = file.openWriter()) {
      out.write(source);
    }
  }
}
