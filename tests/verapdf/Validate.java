import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Says what in the given file breaks PDF/UA-1, or another flavour that is named ("2a"), a line each; else "compliant". */
public class Validate {
    public static void main(String[] names) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = names.length > 1 ? PDFAFlavour.byFlavourId(names[1]) : PDFAFlavour.PDFUA_1;
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(names[0]), flavour)) {
            ValidationResult result =
                    Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
            for (TestAssertion one : result.getTestAssertions()) {
                System.out.println(one.getRuleId() + " " + one.getMessage());
            }
            if (result.isCompliant()) {
                System.out.println("compliant");
            }
        }
    }
}
