package org.duovox.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import org.infinispan.Cache;
import org.infinispan.configuration.cache.CacheMode;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What replication carries its entries in, through public API alone. */
@Tag("server")
@ExtendWith(ArquillianExtension.class)
class CachesTest {

    @Resource(lookup = "java:jboss/infinispan/cache/duovox/journal")
    Cache<String, byte[]> journal;

    @Resource(lookup = "java:jboss/infinispan/cache/duovox/ack")
    Cache<String, byte[]> ack;

    @Resource(lookup = "java:jboss/infinispan/cache/duovox/calls")
    Cache<String, byte[]> calls;

    @Deployment
    static WebArchive war() {
        return Archives.testWar("caches.war")
                .addClass(CachesTest.class)
                .setManifest(new StringAsset("Manifest-Version: 1.0\nDependencies: org.infinispan\n"));
    }

    @Test
    void eachCacheHasACopyOnBothServers() {
        assertThat(journal.getCacheConfiguration().clustering().cacheMode()).isEqualTo(CacheMode.REPL_SYNC);
        assertThat(ack.getCacheConfiguration().clustering().cacheMode()).isEqualTo(CacheMode.REPL_SYNC);
        assertThat(calls.getCacheConfiguration().clustering().cacheMode()).isEqualTo(CacheMode.REPL_SYNC);
    }

    @Test
    void whatIsPutCanBeReadAndRemoved() {
        journal.put("publisher/records/1", new byte[] {1, 2, 3});
        assertThat(journal.get("publisher/records/1")).containsExactly(1, 2, 3);
        journal.remove("publisher/records/1");
        assertThat(journal.containsKey("publisher/records/1")).isFalse();
    }
}
