package org.camelquickbooks.consumer;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Processor;
import org.camelquickbooks.QuickBooksConfiguration.Resync;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.client.changes.ChangeFeed;
import org.camelquickbooks.client.changes.CompanyReads;
import org.camelquickbooks.client.changes.CursorStore;
import org.camelquickbooks.client.changes.StartFrom;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;

/** One exchange for each changed or deleted entity, polled, and woken by webhooks where that is wanted. */
public final class CdcConsumer extends ChangeConsumer {

    private final List<EntityType> types;
    private final WakeUp wakeUp;

    public CdcConsumer(QuickBooksEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.types = Arrays.stream(options().getEntities().split(","))
                .map(name -> EntityCatalogue.get().type(name.strip()))
                .distinct()
                .toList();
        this.wakeUp = options().isWebhook() ? new WakeUp(endpoint, this) : null;
    }

    @Override
    String cursorName() {
        return options().getCursorName() == null ? "cdc" : options().getCursorName();
    }

    @Override
    ChangeFeed feed(CompanyReads reads, CursorStore store, String key) {
        return ChangeFeed.ofEntities(
                reads,
                types,
                store,
                key,
                StartFrom.parse(options().getStartFrom()),
                Duration.ofMillis(options().getOverlap()),
                options().getResync() == Resync.FULL,
                connection().listener());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (wakeUp != null) {
            wakeUp.start();
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (wakeUp != null) {
            wakeUp.stop();
        }
        super.doStop();
    }
}
