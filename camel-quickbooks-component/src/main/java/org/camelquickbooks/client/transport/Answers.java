package org.camelquickbooks.client.transport;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.camelquickbooks.client.transport.AnswerHeaders.Field;

/** Makes answers of those of the HTTP library. */
final class Answers {

    private Answers() {}

    static HttpAnswer of(HttpResponse head, byte[] bytes, InputStream stream) {
        List<Field> fields = new ArrayList<>();
        for (Iterator<Header> headers = head.headerIterator(); headers.hasNext(); ) {
            Header header = headers.next();
            fields.add(new Field(header.getName(), header.getValue() == null ? "" : header.getValue()));
        }
        return new HttpAnswer(head.getCode(), new AnswerHeaders(fields), bytes, stream);
    }
}
