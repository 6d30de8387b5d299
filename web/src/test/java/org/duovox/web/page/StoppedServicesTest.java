package org.duovox.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.duovox.service.Service;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoppedServicesTest {

    /** Else what was stopped could never be started. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sign-in.xhtml",
                "/serviceability/tools/service-management.xhtml",
                "/jakarta.faces.resource/console.js.xhtml",
                "/health",
                "/rest/ready",
                "/rest/cluster/publisher/services",
                "/rest/cluster/subscriber/services/rest-service/start"
            })
    void theWayToStartAServiceNeedsNone(String path) {
        assertThat(StoppedServices.needs(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/inbox", "/inbox/inbox.xhtml", "/rest/mailboxes/1001/messages"})
    void theUsersPagesNeedTheInbox(String path) {
        assertThat(StoppedServices.needs(path)).contains(Service.INBOX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/administration/system-settings/service-parameters.xhtml",
                "/rest/users",
                "/rest/ports/3",
                "/rest/cluster/servers"
            })
    void configurationNeedsAdministration(String path) {
        assertThat(StoppedServices.needs(path)).contains(Service.ADMINISTRATION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rest/status",
                "/rest/users",
                "/rest/mailboxes/1001",
                "/rest/cluster/publisher/servicesx",
                "/rest/cluster/publisher/make-primary",
                "/rest/readyx"
            })
    void allOtherRestNeedsItsService(String path) {
        assertThat(StoppedServices.needs(path)).contains(Service.REST_SERVICE);
    }
}
