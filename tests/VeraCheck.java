import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates files for as long as their names come in on standard input, one a line: "2a,ua1 TAB path", and
 * where a file opens with a password "TAB password" behind it.
 *
 * Answers with a line for each flavour, "PASS 2a" or "FAIL 2a clause-test xcount ...", then "END". Whatever is thrown is a FAIL: a
 * profile that can't be loaded throws, and must never count as a pass.
 */
public class VeraCheck {
    static final int KEPT = 100;

    static PDFAParser open(File file, PDFAFlavour flavour, String password) throws Exception {
        return password.isEmpty()
            ? Foundries.defaultInstance().createParser(file, flavour)
            : Foundries.defaultInstance().createParser(file, flavour, flavour, password);
    }

    static String validate(File file, String id, String password) {
        try {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(id);
            if (flavour == PDFAFlavour.NO_FLAVOUR) {
                return "FAIL " + id + " no such flavour";
            }
            try (PDFAParser parser = open(file, flavour, password);
                 PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, KEPT, false, false, false)) {
                ValidationResult result = validator.validate(parser);
                StringBuilder line = new StringBuilder((result.isCompliant() ? "PASS " : "FAIL ") + id);
                result.getFailedChecks().forEach((rule, count) ->
                    line.append(' ').append(rule.getClause()).append('-').append(rule.getTestNumber()).append(" x").append(count));
                if (result.isCompliant() && !result.getFailedChecks().isEmpty()) {
                    return "FAIL" + line.substring(4);
                }
                return line.toString();
            }
        } catch (Throwable thrown) {
            return "FAIL " + id + " " + thrown.toString().replaceAll("\\s+", " ");
        }
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            String[] parts = line.split("\t", 3);
            for (String id : parts[0].split(",")) {
                answers.println(validate(new File(parts[1]), id, parts.length > 2 ? parts[2] : ""));
            }
            answers.println("END");
        }
    }
}
