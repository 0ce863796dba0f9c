package hapi;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ValidationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;

/**
 * Checks every resource with HL7's own validator before it is stored, against R4 and the profiles that it claims. Done
 * there and not on the request, a bad entry of a batch fails alone.
 */
public final class Validation {
  private final FhirContext context;
  private final FhirValidator validator;
  final IValidationSupport support;

  /** @param profiles A bundle with the profiles that are checked beside R4's own. */
  Validation(FhirContext context, Path profiles) throws IOException {
    this.context = context;
    PrePopulatedValidationSupport claimed = new PrePopulatedValidationSupport(context);
    Bundle bundle = context.newJsonParser().parseResource(Bundle.class, Files.readString(profiles));
    bundle.getEntry().forEach(entry -> claimed.addStructureDefinition(entry.getResource()));
    // Of LOINC, SNOMED CT and RxNorm there is no copy here: their codes are not doubted.
    UnknownCodeSystemWarningValidationSupport unknown = new UnknownCodeSystemWarningValidationSupport(context);
    unknown.setNonExistentCodeSystemSeverity(IValidationSupport.IssueSeverity.WARNING);
    support =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(context),
            claimed,
            new CommonCodeSystemsTerminologyService(context),
            new InMemoryTerminologyServerValidationSupport(context),
            new SnapshotGeneratingValidationSupport(context),
            unknown);
    FhirInstanceValidator module = new FhirInstanceValidator(support);
    module.setAnyExtensionsAllowed(true);
    validator = context.newValidator().registerValidatorModule(module);
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void created(IBaseResource resource) {
    check(resource);
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void updated(IBaseResource before, IBaseResource after) {
    check(after);
  }

  private void check(IBaseResource resource) {
    ValidationResult result = validator.validateWithResult(resource);
    if (!result.isSuccessful()) throw new UnprocessableEntityException(context, result.toOperationOutcome());
  }
}
