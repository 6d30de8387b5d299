package org.duovox.settings.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import org.duovox.administration.AdministrationRequest.Kind;
import org.duovox.administration.AdministrationResult;
import org.duovox.administration.ejb.AdministrationDesk;
import org.duovox.data.EntityType;
import org.duovox.data.RecordsChanged;
import org.duovox.settings.Setting;
import org.duovox.settings.SettingChanges;
import org.duovox.settings.Settings;
import org.duovox.settings.SettingsChanged;
import org.duovox.settings.StoredSettings;

/** The settings in memory, as they are in the database. Inject {@link Settings} to read, this bean to change. */
@Singleton
@Startup
@DependsOn({"ReplicationService", "AdministrationDesk"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SettingsDesk {

    @Inject
    private StoredSettings stored;

    @Inject
    private AdministrationDesk administration;

    @Inject
    private SettingsInMemory memory;

    @Inject
    private Event<SettingsChanged> news;

    private final Object reading = new Object();

    @PostConstruct
    void open() {
        refresh();
    }

    public void onRecords(@ObservesAsync RecordsChanged changed) {
        if (changed.types().contains(EntityType.SETTING)) {
            refresh();
        }
    }

    /** One reader at a time: who read earlier must not be the last to write. */
    private void refresh() {
        boolean changed;
        synchronized (reading) {
            changed = memory.replace(stored.all());
        }
        if (changed) {
            var unused = news.fireAsync(new SettingsChanged());
        }
    }

    /** Blocks until the values are on stable storage of both servers, or of the one that is there, and in force here. */
    public AdministrationResult change(SettingChanges changes) {
        AdministrationResult result = administration.add(Kind.CHANGE_SETTINGS, changes.values());
        if (result.done()) {
            refresh(); // the news of it may come later, and whoever was told looks at once
        }
        return result;
    }

    /** What is set now, as {@link Settings#get}. */
    public <T> T get(Setting<T> setting) {
        return memory.get(setting);
    }
}
