package org.isthmus.dataset.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;

/// FFmpeg's libraries, loaded once and silenced.
final class Libav {
    private static final Optional<String> FAILURE = load();

    private Libav() {}

    /// Loads the libraries, or says why they cannot be.
    ///
    /// @throws DiagnosticException where there are none for this machine
    static void require(SourceLocation place, Diagnostics diagnostics) {
        if (FAILURE.isPresent()) {
            throw diagnostics.fatal(place, "the video library cannot be loaded (" + FAILURE.get() + ")", "",
                    "build on this machine, or with -Dnative.platform=" + Loader.getPlatform()
                            + ", and see that the home folder can be written to: the library is unpacked to ~/.javacpp");
        }
    }

    private static Optional<String> load() {
        try {
            silenceSvt();
            loadQuietly();
            av_log_set_level(AV_LOG_QUIET);
            return Optional.empty();
        } catch (LinkageError e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// JavaCPP warns at the first load where its version is not that of the bindings, which do together what tests ask; it has no switch for that.
    private static void loadQuietly() {
        PrintStream err = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            Loader.load(avcodec.class);
            Loader.load(avformat.class);
            Loader.load(swscale.class);
        } finally {
            System.setErr(err);
        }
    }

    /// SVT-AV1 prints what it does unless its environment says otherwise, and Java cannot change the environment that C sees.
    @SuppressWarnings("restricted") // one call of a function of the C library with its documented signature
    private static void silenceSvt() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
        if (setenv.isEmpty()) {
            return; // Windows: a few lines on stderr, no harm
        }
        try (Arena arena = Arena.ofConfined()) {
            int result = (int) linker.downcallHandle(setenv.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT))
                    .invokeExact(arena.allocateFrom("SVT_LOG"), arena.allocateFrom("0"), 0);
            assert result == 0 : "setenv gave " + result;
        } catch (Throwable e) {
            throw new LinkageError("setenv cannot be called", e);
        }
    }

    /// The name of a file that FFmpeg never takes for an address of the network or a list of files.
    static String url(Path file) {
        return "file:" + file.toAbsolutePath();
    }

    /// What an error code of FFmpeg means.
    static String message(int code) {
        byte[] text = new byte[128];
        av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }
}
