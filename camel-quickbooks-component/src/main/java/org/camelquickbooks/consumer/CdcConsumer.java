package org.camelquickbooks.consumer;

import java.time.Duration;
import java.util.List;
import org.apache.camel.Processor;
import org.camelquickbooks.QuickBooksConfiguration.Resync;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.client.changes.ChangeFeed;
import org.camelquickbooks.client.changes.CompanyReads;
import org.camelquickbooks.client.changes.FeedSettings;
import org.camelquickbooks.client.webhook.WebhookEvent;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;

/** Emits one exchange for each changed or deleted entity. It polls, and webhooks can trigger polls. */
public final class CdcConsumer extends ChangeConsumer {

    private final List<EntityType> types;
    private final WebhookTrigger webhookTrigger;
    private volatile AdaptivePoll adaptivePoll;

    public CdcConsumer(QuickBooksEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.types = EntityCatalogue.get().types(options().getEntities()).stream()
                .distinct()
                .toList();
        this.webhookTrigger = options().isWebhook() ? new WebhookTrigger(endpoint, this, this::announced) : null;
    }

    @Override
    String cursorName() {
        return options().getCursorName() == null ? "cdc" : options().getCursorName();
    }

    @Override
    ChangeFeed feed(CompanyReads reads, FeedSettings settings) {
        return ChangeFeed.ofEntities(
                reads,
                types,
                settings,
                options().getResync() == Resync.FULL,
                runtime().listener());
    }

    @Override
    PollPace newPace() {
        adaptivePoll = options().isAdaptivePoll()
                ? new AdaptivePoll(
                        types,
                        Duration.ofNanos(getTimeUnit().toNanos(getDelay())),
                        Duration.ofMillis(options().getAdaptivePollMaxDelay()),
                        runtime()::processes,
                        runtime().time())
                : null;
        return adaptivePoll == null ? super.newPace() : adaptivePoll;
    }

    private void announced(WebhookEvent event) {
        AdaptivePoll now = adaptivePoll;
        if (now != null) {
            now.announced(event);
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (webhookTrigger != null) {
            try {
                webhookTrigger.start();
            } catch (Throwable e) {
                // What failed to start Camel takes for stopped.
                super.doStop();
                throw e;
            }
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (webhookTrigger != null) {
            webhookTrigger.stop();
        }
        super.doStop();
    }
}
