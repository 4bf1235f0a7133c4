package org.camelquickbooks.consumer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Service;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.camelquickbooks.client.webhook.Signature;
import org.camelquickbooks.client.webhook.WebhookPayload;
import org.camelquickbooks.model.OneLine;
import org.camelquickbooks.runtime.QuickBooksRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a webhook post. What is not signed, or too large, or no webhook is refused without a word of why: the log
 * has it, the sender need not know.
 */
final class WebhookHandler extends ServiceSupport implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookHandler.class);
    private static final int TOLD_EACH = 1_000;
    private static final int LOGGED_BYTES = 2_000;
    private static final String SIGNATURE = "intuit-signature";

    private final Signature signature;
    private final int maxBodySize;
    private final AtomicLong refused = new AtomicLong();
    private final WebhookReceiver receiver;
    private final Supplier<QuickBooksRuntime> runtime;
    private final Service beneath;

    /** @param beneath what is started and stopped with it; null for nothing */
    WebhookHandler(
            String verifierTokens,
            int maxBodySize,
            WebhookReceiver receiver,
            Supplier<QuickBooksRuntime> runtime,
            Service beneath) {
        this.signature = new Signature(verifierTokens);
        this.maxBodySize = maxBodySize;
        this.receiver = receiver;
        this.runtime = runtime;
        this.beneath = beneath;
    }

    @Override
    public void process(Exchange exchange) {
        int status = answer(exchange.getMessage());
        if (status != 200) {
            runtime.get().listener().postRefused(status);
        }
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        answer.setHeader(Exchange.CONTENT_TYPE, "text/plain");
        answer.setBody("");
    }

    private int answer(Message post) {
        String method = post.getHeader(Exchange.HTTP_METHOD, String.class);
        if (method != null && !method.equalsIgnoreCase("POST")) {
            return 405;
        }
        byte[] body;
        try {
            body = read(post);
        } catch (IOException e) {
            LOG.debug("A webhook post was aborted: {}", e.toString());
            return 400;
        }
        if (body == null) {
            refused("is larger than maxBodySize=" + maxBodySize);
            return 413;
        }
        if (!signature.isGood(body, post.getHeader(SIGNATURE, String.class))) {
            refused("has no signature that was made with a webhookVerifyToken");
            // Intuit's own guide answers a bad signature with 403.
            return 403;
        }
        WebhookPayload.Post read = WebhookPayload.read(body);
        if (read.setAside() > 0) {
            // Any answer but 200 would bring the same post again and again, with all that is right in it (facts,
            // section 6).
            LOG.warn(
                    "{} event(s) of a signed webhook post are not valid and are not delivered: {}. The post "
                            + "starts with: {}",
                    read.setAside(),
                    OneLine.of(read.reason(), LOGGED_BYTES),
                    beginning(body));
            runtime.get().listener().eventsSetAside(read.setAside());
        }
        try {
            return read.events().isEmpty() || receiver.receive(read.events()) ? 200 : 503;
        } catch (RuntimeException e) {
            LOG.warn("A webhook post could not be stored; QuickBooks delivers it again", e);
            return 503;
        }
    }

    /** Enough of a post to see what it is; posts hold Ids and no data. */
    private static String beginning(byte[] body) {
        return OneLine.of(new String(body, 0, Math.min(body.length, LOGGED_BYTES), StandardCharsets.UTF_8));
    }

    /** The server has answered already. */
    void refusedByServer(int status) {
        refused(
                switch (status) {
                    case 408 -> "was incomplete when many others arrived";
                    case 411 -> "came over HTTP/2 without the header Content-Length";
                    case 413 -> "is larger than maxBodySize=" + maxBodySize;
                    default -> "is a form with files";
                });
        runtime.get().listener().postRefused(status);
    }

    /** Who posts rubbish by the thousand does not fill the log with it. */
    private void refused(String why) {
        long count = refused.incrementAndGet();
        if (count == 1 || count % TOLD_EACH == 0) {
            LOG.warn("A webhook post was refused, because it {}; {} were refused so far", why, count);
        } else {
            LOG.debug("A webhook post was refused, because it {}", why);
        }
    }

    /** The bytes as they came: the signature is over these. Null where they are too many. */
    private byte[] read(Message post) throws IOException {
        Long length = post.getHeader(Exchange.CONTENT_LENGTH, Long.class);
        if (length != null && length > maxBodySize) {
            return null;
        }
        if (post.getBody() instanceof byte[] bytes) {
            return bytes.length > maxBodySize ? null : bytes;
        }
        InputStream in = post.getBody(InputStream.class);
        if (in == null) {
            return new byte[0];
        }
        try (in) {
            byte[] bytes = in.readNBytes(maxBodySize + 1);
            return bytes.length > maxBodySize ? null : bytes;
        }
    }

    @Override
    protected void doStart() {
        ServiceHelper.startService(beneath);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(beneath);
    }
}
