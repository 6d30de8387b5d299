package org.duovox;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeJars;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/** A package is named for what it may know (style.md, Packages). */
@AnalyzeClasses(
        packages = "org.duovox",
        importOptions = {DoNotIncludeTests.class, DoNotIncludeJars.class})
class PackageRulesTest {

    /** A feature's own package: org.duovox.cluster, but not org.duovox.cluster.ejb. */
    private static final DescribedPredicate<JavaClass> PLAIN = DescribedPredicate.describe(
            "are in a plain package", type -> type.getPackageName().matches("org\\.duovox\\.[a-z]+"));

    @ArchTest
    static final ArchRule plainPackagesKnowNoTechnology = noClasses()
            .that(PLAIN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta..",
                    "javax.sip..",
                    "org.infinispan..",
                    "org.hibernate..",
                    "org.jboss..",
                    "java.sql..",
                    "java.nio.file..",
                    "java.nio.channels..");

    @ArchTest
    static final ArchRule plainPackagesReadNoClockAndMakeNoRandomness = noClasses()
            .that(PLAIN)
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.security.SecureRandom");

    @ArchTest
    static final ArchRule onlyTheConnectorKnowsTheSipStack = noClasses()
            .that(not(resideInAnyPackage("org.duovox.sip..", "gov.nist..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.sip..", "gov.nist..");

    @ArchTest
    static final ArchRule onlyTheFaceOfTheConnectorIsUsed = noClasses()
            .that(not(resideInAnyPackage("org.duovox.sip..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.duovox.sip.jain..", "org.duovox.sip.media..");

    @ArchTest
    static final ArchRule onlyJpaPackagesKnowPersistence = noClasses()
            .that(not(resideInAnyPackage("..jpa..", "..ejb..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.hibernate..");

    @ArchTest
    static final ArchRule onlyInfinispanPackagesKnowTheCaches = noClasses()
            .that(not(resideInAnyPackage("..infinispan..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.infinispan..");

    @ArchTest
    static final ArchRule beansDoNotLeakIntoAdapters = classes()
            .that()
            .resideInAnyPackage("..file..", "..tcp..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("jakarta..");

    @ArchTest
    static final ArchRule featuresFormNoCycle =
            slices().matching("org.duovox.(*)..").should().beFreeOfCycles();
}
