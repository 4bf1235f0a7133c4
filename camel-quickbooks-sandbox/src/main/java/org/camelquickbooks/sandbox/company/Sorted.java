package org.camelquickbooks.sandbox.company;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Entries in order, as a map that a TreeMap takes over without comparing their keys again. It is good for nothing else. */
final class Sorted<K extends Comparable<K>, V> extends AbstractMap<K, V> implements SortedMap<K, V> {

    private final List<Map.Entry<K, V>> entries;

    Sorted(List<Map.Entry<K, V>> entries) {
        this.entries = entries;
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<K, V>> iterator() {
                return entries.iterator();
            }

            @Override
            public int size() {
                return entries.size();
            }
        };
    }

    @Override
    public Comparator<? super K> comparator() {
        return null;
    }

    @Override
    public K firstKey() {
        return entries.get(0).getKey();
    }

    @Override
    public K lastKey() {
        return entries.get(entries.size() - 1).getKey();
    }

    @Override
    public SortedMap<K, V> subMap(K from, K to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SortedMap<K, V> headMap(K to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SortedMap<K, V> tailMap(K from) {
        throw new UnsupportedOperationException();
    }
}
