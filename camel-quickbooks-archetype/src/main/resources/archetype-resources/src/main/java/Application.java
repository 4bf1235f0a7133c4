package ${package};

import org.apache.camel.main.Main;

/** Starts the routes with the options in application.properties. */
public class Application {

    public static void main(String[] args) throws Exception {
        // Camel finds the routes in this package.
        new Main(Application.class).run(args);
    }
}
