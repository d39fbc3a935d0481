package org.isthmus.learn.rl;

import org.isthmus.core.random.RandomStream;
import org.isthmus.learn.checkpoint.SafeTensors;
import org.isthmus.learn.checkpoint.Saved;

/// The last rows of several columns of numbers; the newest takes the place of the oldest.
final class Ring implements Saved {
    private final int capacity;
    /// [columns] numbers of a row
    private final int[] sizes;
    /// [columns][capacity][size]
    private final float[][] columns;
    private long count;

    Ring(int capacity, int... sizes) {
        this.capacity = capacity;
        this.sizes = sizes.clone();
        columns = new float[sizes.length][];
        for (int c = 0; c < sizes.length; c++) {
            columns[c] = new float[Math.multiplyExact(capacity, sizes[c])];
        }
    }

    /// Makes room for a row.
    ///
    /// @return its place
    int next() {
        return (int) (count++ % capacity);
    }

    /// Fills a column of a row.
    ///
    /// @param from […, size], of which the row at `index` is taken
    void set(int place, int column, float[] from, int index) {
        System.arraycopy(from, index * sizes[column], columns[column], place * sizes[column], sizes[column]);
    }

    /// Fills a column of one number.
    void set(int place, int column, float value) {
        columns[column][place] = value;
    }

    int size() {
        return (int) Math.min(count, capacity);
    }

    /// Draws rows, each as likely as any other.
    ///
    /// @return [n] their places
    int[] draw(int n, RandomStream stream) {
        int[] places = new int[n];
        for (int i = 0; i < n; i++) {
            places[i] = stream.nextInt(size());
        }
        return places;
    }

    /// [places][size] a column of rows.
    float[] get(int column, int[] places) {
        int size = sizes[column];
        float[] rows = new float[places.length * size];
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(columns[column], places[i] * size, rows, i * size, size);
        }
        return rows;
    }

    @Override
    public void save(SafeTensors out, String prefix) {
        for (int c = 0; c < columns.length; c++) {
            out.put(prefix + c, columns[c], capacity, sizes[c]);
        }
        out.put(prefix + "count", count);
    }

    @Override
    public void resume(SafeTensors from, String prefix) {
        for (int c = 0; c < columns.length; c++) {
            System.arraycopy(from.floats(prefix + c), 0, columns[c], 0, columns[c].length);
        }
        count = from.longs(prefix + "count")[0];
    }
}
