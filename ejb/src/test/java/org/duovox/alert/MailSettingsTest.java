package org.duovox.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailSettingsTest {

    @Test
    void withoutAMailServerNothingElseIsNeeded() {
        assertThat(new MailSettings("", 25, "", "").changes().values()).containsEntry("alert.mail.host", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "a@b.c\r\nBcc: x@y.z", "a@b.c,d@e.f", "<a@b.c>"})
    void aSenderIsOneAddress(String sender) {
        MailSettings settings = new MailSettings("mail", 25, sender, "a@b.c");
        assertThatIllegalArgumentException().isThrownBy(settings::changes);
    }

    @Test
    void recipientsAreAddressesWithCommasBetweenThem() {
        new MailSettings("mail", 25, "a@b.c", "d@e.f, g@h.i").changes();
        MailSettings wrong = new MailSettings("mail", 25, "a@b.c", "d@e.f,,g@h.i");
        assertThatIllegalArgumentException().isThrownBy(wrong::changes);
    }

    @Test
    void aCollectorCannotStandInForItself() {
        new CollectorSettings("publisher", "subscriber").changes();
        new CollectorSettings("publisher", "").changes();
        CollectorSettings same = new CollectorSettings("publisher", "publisher");
        assertThatIllegalArgumentException().isThrownBy(same::changes);
    }
}
