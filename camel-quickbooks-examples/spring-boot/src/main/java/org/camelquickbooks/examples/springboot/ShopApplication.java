package org.camelquickbooks.examples.springboot;

import java.io.IOException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A shop's orders become invoices. */
@SpringBootApplication
public class ShopApplication {

    public static void main(String[] args) throws IOException {
        SandboxInPlaceOfQuickBooks.startUnlessTold(args);
        SpringApplication.run(ShopApplication.class, args);
    }
}
