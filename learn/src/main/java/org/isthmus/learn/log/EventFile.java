package org.isthmus.learn.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.isthmus.dataset.tfrecord.TfRecordWriter;

import com.google.protobuf.CodedOutputStream;

/// TensorBoard's event file: records of TensorFlow, each an `Event` message (tensorflow/core/util/event.proto) whose `Summary` has a
/// number for each figure.
///
/// The fields that are written: Event.wall_time = 1 (double), step = 2, file_version = 3, summary = 5; Summary.value = 1; Value.tag = 1,
/// simple_value = 2 (float). Times are steps, not clocks, so that runs of a seed write the same bytes.
final class EventFile implements AutoCloseable {
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int VALUE = 1;
    private static final int TAG = 1;
    private static final int SIMPLE_VALUE = 2;

    private final TfRecordWriter writer;

    private EventFile(TfRecordWriter writer) {
        this.writer = writer;
    }

    /// Begins a file; one of a run that went on from a step has that in its name, as TensorBoard reads all of a folder.
    static EventFile create(Path folder, long from) throws IOException {
        Path file = folder.resolve("events.out.tfevents." + from + ".isthmus");
        Files.deleteIfExists(file);
        EventFile events = new EventFile(TfRecordWriter.create(file));
        events.writer.write(message(out -> {
            out.writeDouble(WALL_TIME, 0);
            out.writeString(FILE_VERSION, "brain.Event:2");
        }));
        return events;
    }

    void add(long step, Map<String, Double> figures) throws IOException {
        byte[] summary = message(out -> {
            for (Map.Entry<String, Double> figure : figures.entrySet()) {
                out.writeByteArray(VALUE, message(value -> {
                    value.writeString(TAG, figure.getKey());
                    value.writeFloat(SIMPLE_VALUE, figure.getValue().floatValue());
                }));
            }
        });
        writer.write(message(out -> {
            out.writeDouble(WALL_TIME, step);
            out.writeInt64(STEP, step);
            out.writeByteArray(SUMMARY, summary);
        }));
    }

    private interface Body {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        body.write(out);
        out.flush();
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
