import java.io.File;
import java.util.Arrays;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Prints, for each flavour and file, a line "CHECKED" and one line "FAILED" for each failed assertion. */
public final class VeraCheck {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        String[] flavours = arguments[0].split(",");
        for (String path : Arrays.copyOfRange(arguments, 1, arguments.length)) {
            for (String flavour : flavours) {
                check(path, flavour);
            }
        }
    }

    private static void check(String path, String id) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(id);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavour)) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
            for (TestAssertion assertion : validator.validate(parser).getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                    tell("FAILED", path, id, rule + " " + assertion.getMessage().replaceAll("\\s+", " "));
                }
            }
        }
        tell("CHECKED", path, id, "");
    }

    private static void tell(String what, String path, String flavour, String said) {
        System.out.println(String.join("\t", what, path, flavour, said));
    }
}
