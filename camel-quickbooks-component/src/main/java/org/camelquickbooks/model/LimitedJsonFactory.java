package org.camelquickbooks.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.DataInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Serial;
import java.util.function.Consumer;
import org.camelquickbooks.model.JsonLimits.Violation;

/** Makes parsers that keep the limits, whoever reads with them. */
final class LimitedJsonFactory extends JsonFactory {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What is deeper than allowed is passed over up to here; each level takes memory. */
    private static final int PASSED_OVER = 20_000;

    private static final JsonFactoryBuilder SETTINGS = settings(JsonLimits.MAX_NESTING);

    private static final JsonFactory PLAIN = settings(PASSED_OVER).build();

    private static JsonFactoryBuilder settings(int nesting) {
        return new JsonFactoryBuilder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(nesting).build())
                // So that NaN is a number that is not allowed, with its place, and not a strange word.
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS);
    }

    LimitedJsonFactory() {
        super(SETTINGS);
    }

    /** A parser that reports what breaks a limit, and reads null in its place. */
    static JsonParser reporting(byte[] json, Consumer<Violation> found) throws IOException {
        return new LimitedParser(PLAIN.createParser(json), found);
    }

    @Override
    public JsonFactory copy() {
        return new LimitedJsonFactory();
    }

    @Override
    protected JsonParser _createParser(InputStream in, IOContext context) throws IOException {
        return new LimitedParser(super._createParser(in, context), null);
    }

    @Override
    protected JsonParser _createParser(Reader reader, IOContext context) throws IOException {
        return new LimitedParser(super._createParser(reader, context), null);
    }

    @Override
    protected JsonParser _createParser(char[] data, int offset, int length, IOContext context, boolean recyclable)
            throws IOException {
        return new LimitedParser(super._createParser(data, offset, length, context, recyclable), null);
    }

    @Override
    protected JsonParser _createParser(byte[] data, int offset, int length, IOContext context) throws IOException {
        return new LimitedParser(super._createParser(data, offset, length, context), null);
    }

    @Override
    protected JsonParser _createParser(DataInput input, IOContext context) throws IOException {
        return new LimitedParser(super._createParser(input, context), null);
    }
}
