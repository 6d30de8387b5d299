package org.duovox.alert.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.util.concurrent.atomic.AtomicLong;
import org.duovox.data.EntityType;
import org.duovox.data.RecordsChanged;
import org.duovox.settings.SettingsChanged;

/** Counts what may change the page of alerts, so that it is read only then. */
@ApplicationScoped
public class AlertNews {

    private final AtomicLong changes = new AtomicLong();

    public void onRecords(@ObservesAsync RecordsChanged changed) {
        if (changed.types().contains(EntityType.ALARM)) {
            changes.incrementAndGet();
        }
    }

    public void onSettings(@ObservesAsync SettingsChanged changed) {
        changes.incrementAndGet();
    }

    /** How many there were since the start. Never blocks. */
    public long changes() {
        return changes.get();
    }
}
