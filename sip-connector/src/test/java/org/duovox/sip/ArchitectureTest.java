package org.duovox.sip;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know what, in this module. */
@AnalyzeClasses(
        packages = {"org.duovox.sip", "gov.nist.javax.sip.stack"},
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.NotTheStack.class})
class ArchitectureTest {

    @ArchTest
    static final ArchRule theStackIsKnownInOnePlace = noClasses()
            .that()
            .resideInAnyPackage("org.duovox.sip", "org.duovox.sip.media..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.sip..", "gov.nist..", "jakarta..", "org.duovox.sip.jain..");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("org.duovox.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theFaceHasNoClockAndNoDice = noClasses()
            .that()
            .resideInAPackage("org.duovox.sip")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\..*Random.*|java\\.security\\.SecureRandom|java\\.time\\.Clock");

    /** The helper in the stack's package is ours; the rest of that package is not. */
    static final class NotTheStack implements com.tngtech.archunit.core.importer.ImportOption {
        @Override
        public boolean includes(com.tngtech.archunit.core.importer.Location location) {
            return !location.contains("jain-sip-ri");
        }
    }
}
