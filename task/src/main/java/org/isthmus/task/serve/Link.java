package org.isthmus.task.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;

/// A connection that carries frames: the length of a JSON object in bytes (4 bytes, the least first), then the object in UTF-8.
///
/// A peer that breaks off within a frame, is too slow to end one, or sends what is no frame, ends in a [DiagnosticException].
final class Link implements AutoCloseable {
    /// The longest frame, bytes: arrays do not go this way.
    static final int MOST_BYTES = 1 << 20;
    private static final int HEAD = 4;
    private static final int DEEPEST = 8;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()).build());

    private final SocketChannel channel;
    private final Selector selector;
    private final long millis;
    private final ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN);

    /// @param millis a peer has to end a frame that it began, or to take one
    Link(SocketChannel channel, long millis) throws IOException {
        this.channel = channel;
        this.millis = millis;
        channel.configureBlocking(false);
        selector = channel.provider().openSelector();
        channel.register(selector, SelectionKey.OP_READ);
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /// Waits for a frame; empty when the peer has gone.
    ///
    /// @param patience for the frame to begin, ms; 0: as long as it takes
    Optional<JsonNode> read(long patience) throws IOException {
        head.clear().limit(1);
        if (!fill(head, patience)) {
            return Optional.empty();
        }
        head.limit(HEAD);
        fillAll(head);
        int length = head.getInt(0);
        if (length < 2 || length > MOST_BYTES) {
            throw bad("a frame of " + Integer.toUnsignedString(length) + " bytes", "2 to " + MOST_BYTES);
        }
        ByteBuffer body = ByteBuffer.allocate(length);
        fillAll(body);
        return Optional.of(parse(body.array()));
    }

    private static JsonNode parse(byte[] text) throws IOException {
        try {
            JsonNode node = JSON.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw bad("a frame that is no JSON: " + e.getOriginalMessage(), "an object");
        }
        throw bad("a frame that is no JSON object", "an object");
    }

    private void fillAll(ByteBuffer out) throws IOException {
        if (!fill(out, millis)) {
            throw bad("the connection ended within a frame", "");
        }
    }

    /// False when the peer has gone.
    private boolean fill(ByteBuffer out, long patience) throws IOException {
        long start = System.nanoTime();
        while (out.hasRemaining()) {
            int count = receive(out);
            if (count < 0) {
                return false;
            }
            if (count == 0) {
                await(SelectionKey.OP_READ, start, patience);
            }
        }
        return true;
    }

    /// A peer that ended without a word has gone too.
    private int receive(ByteBuffer out) {
        try {
            return channel.read(out);
        } catch (IOException e) {
            return -1;
        }
    }

    /// Sends a frame; to a peer that has gone, nothing.
    void write(JsonNode object) throws IOException {
        byte[] text = JSON.writeValueAsBytes(object);
        ByteBuffer frame = ByteBuffer.allocate(HEAD + text.length).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(text.length).put(text).flip();
        long start = System.nanoTime();
        while (frame.hasRemaining()) {
            int count = send(frame);
            if (count < 0) {
                return;
            }
            if (count == 0) {
                await(SelectionKey.OP_WRITE, start, millis);
            }
        }
    }

    private int send(ByteBuffer frame) {
        try {
            return channel.write(frame);
        } catch (IOException e) {
            return -1;
        }
    }

    private void await(int what, long start, long patience) throws IOException {
        long left = patience - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        if (patience > 0 && left <= 0) {
            throw bad("nothing moved for " + patience + " ms", "");
        }
        channel.keyFor(selector).interestOps(what);
        selector.select(patience == 0 ? 0 : left);
        selector.selectedKeys().clear();
    }

    private static DiagnosticException bad(String found, String expected) {
        return new Diagnostics().fatal(new SourceLocation("client", 0, 0), found, expected, "");
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
