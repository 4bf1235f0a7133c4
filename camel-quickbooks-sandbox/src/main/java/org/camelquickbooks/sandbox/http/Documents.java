package org.camelquickbooks.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.company.Companies;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.document.Attachments;
import org.camelquickbooks.sandbox.document.Letters;
import org.camelquickbooks.sandbox.document.PdfDocument;
import org.camelquickbooks.sandbox.document.TemporaryUris;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.xml.XmlReader;

/** PDF, e-mail, files. */
final class Documents {

    private final Letters letters;
    private final TemporaryUris uris;
    private final Companies companies;
    private final Attachments attachments = new Attachments();

    Documents(Letters letters, TemporaryUris uris, Companies companies) {
        this.letters = letters;
        this.uris = uris;
        this.companies = companies;
    }

    Answer pdf(Call call) {
        EntityType type = Api.type(call);
        return Answer.bytes("application/pdf", PdfDocument.of(call.company(), type, call.variable("id")));
    }

    Answer send(Call call) {
        EntityType type = Api.type(call);
        JsonNode sent = call.company()
                .write(
                        Api.requestId(call),
                        change -> letters.send(change, type, call.variable("id"), call.parameter("sendTo")));
        return Answer.envelope(Envelopes.entity(call.company(), type.name(), Json.bytes(sent)));
    }

    Answer upload(Call call) {
        List<Attachments.Outcome> outcomes = attachments.upload(
                call.company(),
                call.header("Content-Type"),
                call.body().getBytes(),
                Api.requestId(call),
                Documents::description);
        List<byte[]> answers = new ArrayList<>();
        for (Attachments.Outcome outcome : outcomes) {
            Envelopes.Bytes bytes = new Envelopes.Bytes();
            if (outcome.fault() == null) {
                bytes.add("{\"Attachable\":").add(Json.bytes(outcome.attachable()));
            } else {
                bytes.add("{\"Fault\":").add(Json.bytes(Envelopes.fault(outcome.fault())));
            }
            answers.add(bytes.add("}").end());
        }
        return Answer.envelope(new Envelopes.Bytes()
                .add("{\"AttachableResponse\":")
                .array(answers)
                .time(call.company())
                .end());
    }

    private static JsonNode description(byte[] bytes) {
        for (byte b : bytes) {
            if (b > ' ') {
                return b == '<' ? XmlReader.read(bytes) : Bodies.json(bytes);
            }
        }
        return Json.object();
    }

    /** Answers with an address, as text; the file itself is behind it. */
    Answer download(Call call) {
        Company company = call.company();
        Attachments.content(company, call.variable("id"));
        return Answer.text(
                200, "text/plain;charset=UTF-8", uris.make(company.profile().realmId(), call.variable("id")));
    }

    Answer file(Call call) {
        String realm = call.variable("realm");
        String id = call.variable("id");
        Company company = companies.find(realm);
        if (company == null || !uris.isGood(realm, id, call.parameter("expires"), call.parameter("signature"))) {
            return Answer.text(403, "text/plain;charset=UTF-8", "This address is not valid or has expired");
        }
        try {
            byte[] content = Attachments.content(company, id);
            String type = Json.text(company.read(() -> company.find("Attachable", id)), "ContentType");
            boolean plain = type != null
                    && type.length() <= 200
                    && type.matches("[\\w.+-]{1,100}/[\\w.+-]{1,100}(; ?[\\w=\".+-]{1,100})*");
            // A file of a stranger must not become a page of the sandbox's own, which may use /admin.
            return Answer.bytes(plain ? type : "application/octet-stream", content)
                    .with("Content-Security-Policy", "sandbox; default-src 'none'")
                    .with("X-Content-Type-Options", "nosniff");
        } catch (QuickBooksFault fault) {
            return Answer.text(404, "text/plain;charset=UTF-8", "The file no longer exists");
        }
    }
}
