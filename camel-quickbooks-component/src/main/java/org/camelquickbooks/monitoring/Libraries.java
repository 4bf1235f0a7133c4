package org.camelquickbooks.monitoring;

/** Which optional libraries are there, as this jar sees them: in OSGi others may see more. */
final class Libraries {

    private Libraries() {}

    static boolean has(String className) {
        try {
            Class.forName(className, false, Libraries.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
