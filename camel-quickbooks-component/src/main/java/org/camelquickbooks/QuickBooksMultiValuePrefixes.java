package org.camelquickbooks;

/**
 * What the compiler sees of the method that Camel 4.22 calls: nothing, for a class cannot declare two methods that differ
 * in what they return only. The build then compiles the interface of this name in {@code src/later}, which has the method,
 * in its place; for the JVM they are two methods.
 */
interface QuickBooksMultiValuePrefixes {}
