package org.isthmus.task.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.isthmus.task.VectorEnv;

/// Lets one client of this machine use the worlds of an environment, and ends when it goes.
///
/// The socket is a file, which the rights of its folder protect, or a port of 127.0.0.1, to which any user of the machine can connect: there the first
/// request has to name a token that only the server's own output says.
public final class TaskServer implements AutoCloseable {
    /// For a client to come, ms.
    static final long MOST_WAIT = 120_000;
    /// For a client that has come to send a whole frame or to take one, ms.
    static final long MOST_PAUSE = 10_000;
    private static final int TOKEN_BYTES = 16;

    private final ServerSocketChannel listener;
    private final Path folder;
    private final String token;
    private final Optional<Path> file;
    private final long wait;
    private final long pause;

    private TaskServer(ServerSocketChannel listener, Path folder, String token, Optional<Path> file, long wait,
            long pause) {
        this.listener = listener;
        this.folder = folder;
        this.token = token;
        this.file = file;
        this.wait = wait;
        this.pause = pause;
    }

    /// Listens on a socket that is a file.
    ///
    /// @param socket a new file; the shared arrays will lie beside it
    /// @throws DiagnosticException when it cannot be made
    public static TaskServer onFile(Path socket) {
        return onFile(socket, MOST_WAIT, MOST_PAUSE);
    }

    static TaskServer onFile(Path socket, long wait, long pause) {
        try {
            ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                listener.bind(UnixDomainSocketAddress.of(socket), 1);
            } catch (IOException e) {
                listener.close();
                throw e;
            }
            Path folder = Optional.ofNullable(socket.toAbsolutePath().getParent()).orElse(socket);
            return new TaskServer(listener, folder, "", Optional.of(socket), wait, pause);
        } catch (IOException | UnsupportedOperationException e) {
            throw new Diagnostics().fatal(SourceLocation.of(socket), "no socket can be made: " + e.getMessage(),
                    "a new file in a folder that exists, with a path of at most 100 characters",
                    "a port does as well: --port 0");
        }
    }

    /// Listens on a port of 127.0.0.1.
    ///
    /// @param port 0: any that is free
    /// @throws DiagnosticException when it is taken
    public static TaskServer onPort(int port) {
        try {
            ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
            try {
                listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1);
            } catch (IOException e) {
                listener.close();
                throw e;
            }
            byte[] bytes = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(bytes);
            Path folder = Path.of(System.getProperty("java.io.tmpdir"));
            return new TaskServer(listener, folder, HexFormat.of().formatHex(bytes), Optional.empty(), MOST_WAIT,
                    MOST_PAUSE);
        } catch (IOException e) {
            throw new Diagnostics().fatal(new SourceLocation("port " + port, 0, 0),
                    "it cannot be listened on: " + e.getMessage(), "a free one", "--port 0 takes any");
        }
    }

    /// Where it listens, one line of JSON: `{"socket": "/tmp/…"}` or `{"port": 40123, "token": "…"}`.
    public String address() throws IOException {
        ObjectNode out = Link.object();
        if (file.isPresent()) {
            return out.put("socket", file.get().toString()).toString();
        }
        int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        return out.put("port", port).put("token", token).toString();
    }

    /// Waits for a client, and does what it asks for until it goes.
    ///
    /// @throws DiagnosticException when none comes, or it breaks the protocol
    public void serve(VectorEnv env) throws IOException {
        try (Link link = new Link(accept(), pause)) {
            try (Session session = new Session(env, folder)) {
                if (!isWelcome(link)) {
                    return;
                }
                link.write(session.welcome());
                boolean isThere = true;
                while (isThere) {
                    Optional<JsonNode> request = link.read(0);
                    isThere = request.isPresent() && answer(link, session, request.get());
                }
            } catch (DiagnosticException e) {
                tryToSay(link, e.diagnostics().getFirst().toString());
                throw e;
            }
        }
    }

    private boolean isWelcome(Link link) throws IOException {
        Optional<JsonNode> hello = link.read(pause);
        if (hello.isEmpty()) {
            return false;
        }
        int protocol = hello.get().path("protocol").asInt();
        if (protocol != Session.PROTOCOL) {
            throw bad("it speaks protocol " + protocol, String.valueOf(Session.PROTOCOL));
        }
        byte[] said = hello.get().path("token").asText().getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(said, token.getBytes(StandardCharsets.UTF_8))) {
            throw bad("it does not know the token", "");
        }
        return true;
    }

    /// False when the client said goodbye.
    private static boolean answer(Link link, Session session, JsonNode request) throws IOException {
        try {
            link.write(session.answer(request));
        } catch (IllegalArgumentException e) {
            link.write(Link.object().put("error", e.getMessage()));
        }
        return !request.path("type").asText().equals("close");
    }

    private static void tryToSay(Link link, String what) {
        try {
            link.write(Link.object().put("error", what));
        } catch (IOException | DiagnosticException e) {
            return; // it does not listen any more
        }
    }

    private SocketChannel accept() throws IOException {
        listener.configureBlocking(false);
        try (Selector selector = listener.provider().openSelector()) {
            listener.register(selector, SelectionKey.OP_ACCEPT);
            selector.select(wait);
            SocketChannel channel = listener.accept();
            if (channel == null) {
                throw bad("none came within " + wait + " ms", "");
            }
            return channel;
        }
    }

    private static DiagnosticException bad(String found, String expected) {
        return new Diagnostics().fatal(new SourceLocation("client", 0, 0), found, expected, "");
    }

    @Override
    public void close() throws IOException {
        listener.close();
        if (file.isPresent()) {
            Files.deleteIfExists(file.get());
        }
    }
}
