package org.duovox.server;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.ResourceAdapterArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What the tests deploy. */
final class Archives {

    private Archives() {}

    /** For test classes that run in the server, with their assertions. */
    static WebArchive testWar(String name) {
        return ShrinkWrap.create(WebArchive.class, name)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsLibrary(jarOf(Assertions.class));
    }

    /** The resource adapter as it is in duovox.ear, with an application that answers each call. */
    static EnterpriseArchive answeringMachine(String name) {
        return ShrinkWrap.create(EnterpriseArchive.class, name)
                .addAsModule(ShrinkWrap.create(ZipImporter.class, "sip-connector.rar")
                        .importFrom(ServerUnderTest.path("duovox.test.rar").toFile())
                        .as(ResourceAdapterArchive.class))
                .addAsModule(ShrinkWrap.create(JavaArchive.class, "answering.jar")
                        .addClasses(AnsweringEndpoint.class, CallLedger.class));
    }

    private static File jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toFile();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
