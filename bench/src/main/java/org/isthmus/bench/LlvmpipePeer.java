package org.isthmus.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

import org.isthmus.core.math.Pose;
import org.isthmus.render.camera.Camera;
import org.isthmus.render.mesh.MeshLevel;
import org.isthmus.render.scene.RenderScene;
import org.isthmus.render.scene.Transforms;
import org.isthmus.render.scene.WorldState;
import org.isthmus.render.texture.Rgb;

/// Mesa's software rasteriser llvmpipe, by EGL without a surface and OpenGL ES 3, on the calling thread alone (`LP_NUM_THREADS=0`): the same
/// triangles, moved to the world beforehand, in one call; a directional light and Blinn and Phong's highlight at every pixel, RGBA of 8 bits
/// and 24 bits of depth, back faces left out, finished and read back.
@SuppressWarnings("restricted") // calling a native library is what this class is for
final class LlvmpipePeer implements AutoCloseable {
    /// How to install it.
    static final String HOW_TO_INSTALL = "llvmpipe is not found: sudo apt install libegl1 libgles2 libgl1-mesa-dri";

    private static final MemoryLayout P = NativeLibrary.POINTER;
    private static final MemoryLayout I = NativeLibrary.INT;
    private static final FunctionDescriptor II = FunctionDescriptor.ofVoid(I, I);
    private static final FunctionDescriptor ONE = FunctionDescriptor.ofVoid(I);
    private static final FunctionDescriptor NAMES = FunctionDescriptor.ofVoid(I, P);
    private static final FunctionDescriptor CHECK2 = FunctionDescriptor.of(I, I, P);

    private static final int SURFACELESS = 0x31DD;
    private static final int ES_API = 0x30A0;
    private static final int[] CONFIG = {0x3040, 0x40, 0x3033, 0, 0x3038};
    private static final int[] CONTEXT = {0x3098, 3, 0x3038};
    private static final int FRAMEBUFFER = 0x8D40;
    private static final int RENDERBUFFER = 0x8D41;
    private static final int RGBA8 = 0x8058;
    private static final int DEPTH24 = 0x81A6;
    private static final int COLOR0 = 0x8CE0;
    private static final int DEPTH = 0x8D00;
    private static final int COMPLETE = 0x8CD5;
    private static final int RENDERER = 0x1F01;
    private static final int VERTICES = 0x8892;
    private static final int INDICES = 0x8893;
    private static final int STATIC = 0x88E4;
    private static final int FLOAT_TYPE = 0x1406;
    private static final int UINT_TYPE = 0x1405;
    private static final int UBYTE_TYPE = 0x1401;
    private static final int RGBA = 0x1908;
    private static final int TRIANGLES = 4;
    private static final int CLEAR = 0x4100;
    private static final int STRIDE = 9;

    private static final String VERTEX_SHADER = """
            #version 300 es
            uniform mat4 projection;
            layout(location = 0) in vec3 position;
            layout(location = 1) in vec3 normal;
            layout(location = 2) in vec3 color;
            out vec3 place; out vec3 n; out vec3 base;
            void main() {
                place = position; n = normal; base = color;
                gl_Position = projection * vec4(position, 1.0);
            }
            """;
    private static final String FRAGMENT_SHADER = """
            #version 300 es
            precision highp float;
            uniform vec3 eye; uniform vec3 light;
            in vec3 place; in vec3 n; in vec3 base;
            out vec4 result;
            void main() {
                vec3 normal = normalize(n);
                vec3 view = normalize(eye - place);
                float diffuse = max(dot(normal, light), 0.0);
                float shine = pow(max(dot(normal, normalize(light + view)), 0.0), 32.0);
                vec3 c = base * (0.5 + 0.64 * diffuse) + 0.2 * shine;
                result = vec4(sqrt(c), 1.0);
            }
            """;

    private final Arena arena = Arena.ofConfined();
    private final NativeLibrary egl;
    private final NativeLibrary gl;
    private final MemorySegment display;
    private final MemorySegment pixels;
    private final int width;
    private final int height;
    private final int indexCount;
    private final String version;
    private final MethodHandle clear;
    private final MethodHandle draw;
    private final MethodHandle read;

    private LlvmpipePeer(NativeLibrary egl, NativeLibrary gl, RenderScene scene, WorldState world, Camera camera,
            Pose eye) {
        this.egl = egl;
        this.gl = gl;
        width = camera.width();
        height = camera.height();
        display = openDisplay();
        version = ((MemorySegment) gl.call("glGetString", FunctionDescriptor.of(P, I), RENDERER)).reinterpret(256)
                .getString(0);
        target();
        int program = program();
        indexCount = upload(scene, world);
        uniforms(program, scene, camera, eye);
        for (int state : new int[]{0x0B44, 0x0B71}) { // cull faces, test depth
            gl.run("glEnable", ONE, state);
        }
        gl.run("glClearColor", FunctionDescriptor.ofVoid(NativeLibrary.FLOAT, NativeLibrary.FLOAT,
                NativeLibrary.FLOAT, NativeLibrary.FLOAT), 0.7f, 0.7f, 0.7f, 1f);
        pixels = arena.allocate(4L * width * height, 16);
        clear = gl.function("glClear", ONE);
        draw = gl.function("glDrawElements", FunctionDescriptor.ofVoid(I, I, I, P));
        read = gl.function("glReadPixels", FunctionDescriptor.ofVoid(I, I, I, I, I, I, P));
    }

    /// Opens it, if it is found; the finest levels are drawn.
    static Optional<LlvmpipePeer> of(RenderScene scene, WorldState world, Camera camera, Pose eye) {
        Optional<NativeLibrary> egl = NativeLibrary.find(Arena.global(), "libEGL.so.1");
        Optional<NativeLibrary> gl = NativeLibrary.find(Arena.global(), "libGLESv2.so.2");
        if (egl.isEmpty() || gl.isEmpty()) {
            return Optional.empty();
        }
        setEnvironment("LP_NUM_THREADS", "0");
        setEnvironment("LIBGL_ALWAYS_SOFTWARE", "1");
        setEnvironment("GALLIUM_DRIVER", "llvmpipe");
        return Optional.of(new LlvmpipePeer(egl.get(), gl.get(), scene, world, camera, eye));
    }

    /// Sets a variable for native code of this process.
    private static void setEnvironment(String name, String value) {
        try (Arena local = Arena.ofConfined()) {
            MethodHandle set = Linker.nativeLinker().downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("setenv"), FunctionDescriptor.of(I, P, P, I));
            int unused = (int) set.invokeExact(local.allocateFrom(name), local.allocateFrom(value), 1);
        } catch (Throwable e) {
            throw NativeLibrary.failed("setenv", e);
        }
    }

    String version() {
        return version;
    }

    private MemorySegment openDisplay() {
        MemorySegment none = MemorySegment.NULL;
        MemorySegment opened = (MemorySegment) egl.call("eglGetPlatformDisplay", FunctionDescriptor.of(P, I, P, P),
                SURFACELESS, none, none);
        require("eglInitialize", egl.call("eglInitialize", FunctionDescriptor.of(I, P, P, P), opened, none, none), 1);
        require("eglBindAPI", egl.call("eglBindAPI", FunctionDescriptor.of(I, I), ES_API), 1);
        MemorySegment config = arena.allocate(P);
        require("eglChooseConfig", egl.call("eglChooseConfig", FunctionDescriptor.of(I, P, P, P, I, P), opened,
                ints(CONFIG), config, 1, arena.allocate(I)), 1);
        MemorySegment context = (MemorySegment) egl.call("eglCreateContext", FunctionDescriptor.of(P, P, P, P, P),
                opened, config.get(NativeLibrary.POINTER, 0), none, ints(CONTEXT));
        require("eglMakeCurrent",
                egl.call("eglMakeCurrent", FunctionDescriptor.of(I, P, P, P, P), opened, none, none, context), 1);
        return opened;
    }

    private MemorySegment ints(int... values) {
        return arena.allocateFrom(NativeLibrary.INT, values);
    }

    private static void require(String function, Object got, int expected) {
        if (!got.equals(expected)) {
            throw new IllegalStateException(function + " gave " + got + ", expected " + expected);
        }
    }

    private int make(String function) {
        MemorySegment name = arena.allocate(I);
        gl.run(function, NAMES, 1, name);
        return name.get(NativeLibrary.INT, 0);
    }

    private void target() {
        FunctionDescriptor attach = FunctionDescriptor.ofVoid(I, I, I, I);
        gl.run("glBindFramebuffer", II, FRAMEBUFFER, make("glGenFramebuffers"));
        for (boolean color : new boolean[]{true, false}) {
            int buffer = make("glGenRenderbuffers");
            gl.run("glBindRenderbuffer", II, RENDERBUFFER, buffer);
            gl.run("glRenderbufferStorage", attach, RENDERBUFFER, color ? RGBA8 : DEPTH24, width, height);
            gl.run("glFramebufferRenderbuffer", attach, FRAMEBUFFER, color ? COLOR0 : DEPTH, RENDERBUFFER, buffer);
        }
        require("glCheckFramebufferStatus",
                gl.call("glCheckFramebufferStatus", FunctionDescriptor.of(I, I), FRAMEBUFFER), COMPLETE);
        gl.run("glViewport", attach, 0, 0, width, height);
    }

    private int program() {
        int program = (int) gl.call("glCreateProgram", FunctionDescriptor.of(I));
        gl.run("glAttachShader", II, program, shader(0x8B31, VERTEX_SHADER));
        gl.run("glAttachShader", II, program, shader(0x8B30, FRAGMENT_SHADER));
        gl.run("glLinkProgram", ONE, program);
        gl.run("glUseProgram", ONE, program);
        MemorySegment linked = arena.allocate(I);
        gl.run("glGetProgramiv", FunctionDescriptor.ofVoid(I, I, P), program, 0x8B82, linked);
        require("glLinkProgram", linked.get(NativeLibrary.INT, 0), 1);
        return program;
    }

    private int shader(int type, String text) {
        int shader = (int) gl.call("glCreateShader", FunctionDescriptor.of(I, I), type);
        MemorySegment texts = arena.allocateFrom(NativeLibrary.POINTER, arena.allocateFrom(text));
        gl.run("glShaderSource", FunctionDescriptor.ofVoid(I, I, P, P), shader, 1, texts, MemorySegment.NULL);
        gl.run("glCompileShader", ONE, shader);
        return shader;
    }

    /// Uploads all triangles in the world's frame; returns the number of corners.
    private int upload(RenderScene scene, WorldState world) {
        int vertices = 0;
        int corners = 0;
        for (var instance : scene.instances()) {
            MeshLevel level = scene.meshes().get(instance.mesh()).finest();
            vertices += level.vertexCount();
            corners += level.faces().length;
        }
        float[] all = new float[STRIDE * vertices];
        int[] indices = new int[corners];
        int vertex = 0;
        int corner = 0;
        for (int i = 0; i < scene.instances().size(); i++) {
            MeshLevel level = scene.meshes().get(scene.instances().get(i).mesh()).finest();
            for (int face : level.faces()) {
                indices[corner++] = vertex + face;
            }
            Rgb base = world.materialOf(i).baseColor();
            for (int v = 0; v < level.vertexCount(); v++) {
                write(all, STRIDE * vertex++, level, v, world.transforms, WorldState.TRANSFORM * i, base);
            }
        }
        gl.run("glBindVertexArray", ONE, make("glGenVertexArrays"));
        FunctionDescriptor data = FunctionDescriptor.ofVoid(I, NativeLibrary.LONG, P, I);
        gl.run("glBindBuffer", II, VERTICES, make("glGenBuffers"));
        gl.run("glBufferData", data, VERTICES, 4L * all.length, arena.allocateFrom(NativeLibrary.FLOAT, all), STATIC);
        gl.run("glBindBuffer", II, INDICES, make("glGenBuffers"));
        gl.run("glBufferData", data, INDICES, 4L * corners, ints(indices), STATIC);
        for (int a = 0; a < 3; a++) {
            gl.run("glEnableVertexAttribArray", ONE, a);
            gl.run("glVertexAttribPointer", FunctionDescriptor.ofVoid(I, I, I, NativeLibrary.BYTE, I, P), a, 3,
                    FLOAT_TYPE, (byte) 0, 4 * STRIDE, MemorySegment.ofAddress(12L * a));
        }
        return corners;
    }

    private static void write(float[] all, int at, MeshLevel level, int v, double[] m, int row, Rgb base) {
        float[] n = level.normals();
        for (int k = 0; k < 3; k++) {
            int r = row + 4 * k;
            all[at + k] = (float) (m[r] * level.x()[v] + m[r + 1] * level.y()[v] + m[r + 2] * level.z()[v] + m[r + 3]);
            all[at + 3 + k] = (float) (m[r] * n[3 * v] + m[r + 1] * n[3 * v + 1] + m[r + 2] * n[3 * v + 2]);
        }
        all[at + 6] = (float) base.r();
        all[at + 7] = (float) base.g();
        all[at + 8] = (float) base.b();
    }

    private void uniforms(int program, RenderScene scene, Camera camera, Pose eye) {
        double[] m = new double[WorldState.TRANSFORM];
        Transforms.setInverse(eye, m);
        double near = 0.05;
        double far = 20;
        double[][] k = {{2 * camera.fx() / width, 0, (2 * camera.cx() + 1) / width - 1, 0},
            {0, -2 * camera.fy() / height, 1 - (2 * camera.cy() + 1) / height, 0},
            {0, 0, (far + near) / (far - near), -2 * far * near / (far - near)}, {0, 0, 1, 0}};
        float[] projection = new float[16];
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 4; column++) {
                double sum = column == 3 ? k[row][3] : 0;
                for (int j = 0; j < 3; j++) {
                    sum += k[row][j] * m[4 * j + column];
                }
                projection[4 * column + row] = (float) sum;
            }
        }
        gl.run("glUniformMatrix4fv", FunctionDescriptor.ofVoid(I, I, NativeLibrary.BYTE, P),
                uniform(program, "projection"), 1, (byte) 0, arena.allocateFrom(NativeLibrary.FLOAT, projection));
        vector(uniform(program, "eye"), eye.position().x(), eye.position().y(), eye.position().z());
        var d = scene.lights().getFirst().direction();
        vector(uniform(program, "light"), -d.x(), -d.y(), -d.z());
    }

    private int uniform(int program, String name) {
        return (int) gl.call("glGetUniformLocation", CHECK2, program, arena.allocateFrom(name));
    }

    private void vector(int uniform, double x, double y, double z) {
        gl.run("glUniform3f", FunctionDescriptor.ofVoid(I, NativeLibrary.FLOAT, NativeLibrary.FLOAT,
                NativeLibrary.FLOAT), uniform, (float) x, (float) y, (float) z);
    }

    /// Draws one image and reads it back.
    void draw() {
        try {
            clear.invokeExact(CLEAR);
            draw.invokeExact(TRIANGLES, indexCount, UINT_TYPE, MemorySegment.NULL);
            read.invokeExact(0, 0, width, height, RGBA, UBYTE_TYPE, pixels);
        } catch (Throwable e) {
            throw NativeLibrary.failed("llvmpipe", e);
        }
    }

    /// The part of the image that shows something, from the last [#draw].
    double covered() {
        int seen = 0;
        for (int i = 0; i < width * height; i++) {
            seen += Math.abs((pixels.get(NativeLibrary.BYTE, 4L * i) & 0xFF) - 179) > 1 ? 1 : 0;
        }
        return (double) seen / (width * height);
    }

    @Override
    public void close() {
        MemorySegment none = MemorySegment.NULL;
        egl.call("eglMakeCurrent", FunctionDescriptor.of(I, P, P, P, P), display, none, none, none);
        egl.call("eglTerminate", FunctionDescriptor.of(I, P), display);
        arena.close();
    }
}
