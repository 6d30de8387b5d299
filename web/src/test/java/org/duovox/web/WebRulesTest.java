package org.duovox.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The consoles ask features and their beans; how those keep and carry what they know is not theirs to see. */
@AnalyzeClasses(packages = "org.duovox.web", importOptions = DoNotIncludeTests.class)
class WebRulesTest {

    @ArchTest
    static final ArchRule pagesKnowFeaturesButNoAdapters = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.duovox..jpa..",
                    "org.duovox..infinispan..",
                    "org.duovox..file..",
                    "org.duovox..tcp..",
                    "org.duovox.sip.jain..",
                    "org.duovox.sip.media..");

    @ArchTest
    static final ArchRule pagesKnowNoStoreAndNoNetwork = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.persistence..",
                    "org.hibernate..",
                    "org.infinispan..",
                    "org.jgroups..",
                    "javax.sip..",
                    "java.sql..",
                    "java.nio.file..",
                    "java.nio.channels..");

    @ArchTest
    static final ArchRule onlyRestSpeaksRest = noClasses()
            .that()
            .resideOutsideOfPackage("org.duovox.web.rest")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "jakarta.json..");

    @ArchTest
    static final ArchRule restKnowsNoPages = classes()
            .that()
            .resideInAPackage("org.duovox.web.rest")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("jakarta.faces..", "org.primefaces..");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("org.duovox.web.(**)").should().beFreeOfCycles();
}
