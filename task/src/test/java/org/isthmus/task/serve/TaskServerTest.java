package org.isthmus.task.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.parallel.Parallel;
import org.isthmus.task.Autoreset;
import org.isthmus.task.VectorEnv;
import org.isthmus.task.suite.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HELLO = "{\"protocol\": 1}";

    @TempDir
    private Path folder;

    /// A client that can misbehave.
    private record Client(SocketChannel channel) implements AutoCloseable {
        void send(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            sendRaw(bytes.length, bytes);
        }

        void sendRaw(int length, byte... bytes) throws IOException {
            ByteBuffer out = ByteBuffer.allocate(4 + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
            channel.write(out.putInt(length).put(bytes).flip());
        }

        JsonNode receive() throws IOException {
            ByteBuffer head = read(4);
            return JSON.readTree(read(head.getInt(0)).array());
        }

        private ByteBuffer read(int count) throws IOException {
            ByteBuffer in = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
            while (in.hasRemaining()) {
                assertThat(channel.read(in)).isPositive();
            }
            return in;
        }

        JsonNode ask(String request) throws IOException {
            send(request);
            return receive();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private interface Talk {
        void with(Client client) throws IOException;
    }

    /// Serves two carts to a client; rethrows what the server threw.
    private void serve(Talk talk) throws IOException {
        Path socket = folder.resolve("socket");
        try (Parallel pool = Parallel.of(1); TaskServer server = TaskServer.onFile(socket, 20_000, 300)) {
            VectorEnv env = carts(pool);
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> run(server, env));
            try (Client client = new Client(SocketChannel.open(UnixDomainSocketAddress.of(socket)))) {
                talk.with(client);
            }
            join(served);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).as("files left").isEmpty();
        }
    }

    private static VectorEnv carts(Parallel pool) {
        return new VectorEnv(Tasks.named("CartPole-v1").make(), VectorEnv.Options.of(2).with(Autoreset.SAME_STEP),
                pool);
    }

    private static void run(TaskServer server, VectorEnv env) {
        try {
            server.serve(env);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static void join(CompletableFuture<Void> served) {
        try {
            served.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof DiagnosticException told) {
                throw told;
            }
            throw e;
        }
    }

    @Test
    void aClientStepsWorldsThroughTheSharedFile() throws IOException {
        serve(client -> {
            JsonNode welcome = client.ask(HELLO);
            assertThat(welcome.path("worlds").asInt()).isEqualTo(2);
            assertThat(welcome.path("action_space").toString()).isEqualTo("{\"type\":\"discrete\",\"n\":2}");
            assertThat(welcome.path("observations").path("policy").path("low").toString())
                    .isEqualTo("[\"-Infinity\",\"-Infinity\",\"-Infinity\",\"-Infinity\"]");
            assertThat(client.ask("{\"type\": \"begin\", \"world\": 1, \"seed\": 3, \"xi\": [0, 0.1, 0, 0]}"))
                    .isEmpty();
            assertThat(client.ask("{\"type\": \"level\", \"value\": 0.5}")).isEmpty();
            assertThat(error(client, "{\"type\": \"level\"}")).isEqualTo("level NaN, expected 0 to 1");
            assertThat(client.ask("{\"type\": \"step\"}")).isEmpty();
            ByteBuffer shared = ByteBuffer.wrap(Files.readAllBytes(Path.of(welcome.path("file").asText())))
                    .order(ByteOrder.nativeOrder());
            assertThat(shared.getDouble(offset(welcome, "reward") + 8)).isEqualTo(1);
            assertThat(shared.getFloat(offset(welcome, "observation/policy") + 5 * 4)).isBetween(0.1f, 0.11f);
            assertThat(client.ask("{\"type\": \"save\", \"world\": 1}")).isEmpty();
            assertThat(client.ask("{\"type\": \"restore\", \"world\": 0}")).isEmpty();
            assertThat(client.ask("{\"type\": \"get\", \"world\": 0, \"quantity\": \"qvel\"}"))
                    .isEqualTo(client.ask("{\"type\": \"get\", \"world\": 1, \"quantity\": \"qvel\"}"));
            assertThat(client.ask("{\"type\": \"close\"}")).isEmpty();
        });
    }

    private static int offset(JsonNode welcome, String name) {
        for (JsonNode array : welcome.path("arrays")) {
            if (array.path("name").asText().equals(name)) {
                return array.path("offset").asInt();
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void requestsThatMakeNoSenseAreToldAndTheNextIsServed() throws IOException {
        serve(client -> {
            client.ask(HELLO);
            assertThat(error(client, "{\"type\": \"stepp\"}")).startsWith("no request 'stepp'; there are [reset, step")
                    .endsWith("did you mean 'step'?");
            assertThat(error(client, "{\"type\": \"save\", \"world\": 2}")).isEqualTo("world 2, expected 0 to 1");
            assertThat(error(client, "{\"type\": \"save\", \"world\": 0.5}"))
                    .isEqualTo("'world' is 0.5, expected a whole number");
            assertThat(error(client, "{\"type\": \"begin\", \"world\": 0, \"seed\": 1, \"xi\": [1]}"))
                    .isEqualTo("1 numbers of ξ, expected 4");
            assertThat(
                    error(client, "{\"type\": \"set\", \"world\": 0, \"quantity\": \"qpos\", \"values\": [\"x\", 1]}"))
                    .isEqualTo("'values' has \"x\", expected finite numbers");
            assertThat(error(client, "{\"type\": \"set\", \"world\": 0, \"quantity\": \"qacc\", \"values\": [0, 1]}"))
                    .isEqualTo("qacc is read only");
            assertThat(error(client, "{\"type\": \"get\", \"world\": 0, \"quantity\": \"qpo\"}"))
                    .endsWith("did you mean 'qpos'?");
            assertThat(client.ask("{\"type\": \"step\"}")).isEmpty();
        });
    }

    private static String error(Client client, String request) throws IOException {
        return client.ask(request).path("error").asText();
    }

    @Test
    void framesThatAreNoneEndTheServerWithAReason() {
        assertThatThrownBy(() -> serve(client -> {
            client.sendRaw(Link.MOST_BYTES + 1);
            assertThat(client.receive().path("error").asText()).contains("a frame of 1048577 bytes");
        })).hasMessageContaining("client: error: a frame of 1048577 bytes; expected 2 to 1048576");
        assertThatThrownBy(() -> serve(client -> client.send("{\"protocol\": "))).hasMessageContaining("no JSON");
        assertThatThrownBy(() -> serve(client -> client.send("[1]"))).hasMessageContaining("no JSON object");
        assertThatThrownBy(() -> serve(client -> client.send("[".repeat(1000)))).hasMessageContaining("no JSON");
        assertThatThrownBy(() -> serve(client -> client.send("{\"protocol\": 2}")))
                .hasMessageContaining("it speaks protocol 2; expected 1");
    }

    @Test
    void clientsThatBreakOffOrDawdleEndTheServer() throws IOException {
        serve(client -> {});
        serve(client -> client.ask(HELLO));
        assertThatThrownBy(() -> serve(client -> client.sendRaw(100, (byte) '{')))
                .hasMessageContaining("the connection ended within a frame");
        assertThatThrownBy(() -> serve(client -> {
            client.sendRaw(100, (byte) '{');
            assertThat(client.receive().path("error").asText()).contains("nothing moved for 300 ms");
        })).hasMessageContaining("nothing moved for 300 ms");
        try (Parallel pool = Parallel.of(1); TaskServer server = TaskServer.onFile(folder.resolve("s"), 50, 300)) {
            VectorEnv env = carts(pool);
            assertThatThrownBy(() -> server.serve(env)).hasMessageContaining("none came within 50 ms");
        }
    }

    @Test
    void aPortIsOpenOnlyToThoseWhoKnowItsToken() throws IOException {
        for (boolean knows : new boolean[]{true, false}) {
            try (Parallel pool = Parallel.of(1); TaskServer server = TaskServer.onPort(0)) {
                VectorEnv env = carts(pool);
                JsonNode address = JSON.readTree(server.address());
                CompletableFuture<Void> served = CompletableFuture.runAsync(() -> run(server, env));
                try (Client client = new Client(
                        SocketChannel.open(new InetSocketAddress("127.0.0.1", address.path("port").asInt())))) {
                    String token = knows ? address.path("token").asText() : "0123";
                    JsonNode answer = client.ask("{\"protocol\": 1, \"token\": \"" + token + "\"}");
                    assertThat(answer.has("error")).isEqualTo(!knows);
                }
                if (knows) {
                    join(served);
                } else {
                    assertThatThrownBy(() -> join(served)).hasMessageContaining("it does not know the token");
                }
            }
        }
    }

    @Test
    void aSocketThatCannotBeMadeIsTold() {
        assertThatThrownBy(() -> TaskServer.onFile(folder.resolve("x".repeat(200))))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("no socket can be made").hasMessageContaining("--port 0");
    }
}
