package org.camelquickbooks.operation;

import org.camelquickbooks.QuickBooksOperation;

/** Which class implements which operation. */
public final class Operations {

    private Operations() {}

    public static Operation of(QuickBooksOperation operation) {
        return switch (operation) {
            case CREATE -> new Create();
            case READ -> new Read();
            case UPDATE -> new Update();
            case UPSERT -> new Upsert();
            case DELETE -> new Delete();
            case VOID -> new VoidTransaction();
            case DEACTIVATE -> new Deactivate();
            case SEND -> new SendDocument();
            case PDF -> new Pdf();
            case QUERY -> new QueryRows();
            case BATCH -> new Batch();
            case CDC -> new Changes();
            case UPLOAD -> new Upload();
            case DOWNLOAD -> new Download();
            case WEBHOOK, CONNECT ->
                throw new UnsupportedOperationException("quickbooks:" + operation.word() + " is only a consumer");
            case REPORT -> new Report();
            case REQUEST -> new RawRequest();
        };
    }
}
