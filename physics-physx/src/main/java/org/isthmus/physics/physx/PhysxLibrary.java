package org.isthmus.physics.physx;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.core.diagnostics.SourceLocation;
import org.jspecify.annotations.Nullable;

import de.fabmax.physxjni.Loader;
import physx.PxTopLevelFunctions;
import physx.common.PxDefaultAllocator;
import physx.common.PxDefaultCpuDispatcher;
import physx.common.PxErrorCallbackImpl;
import physx.common.PxErrorCodeEnum;
import physx.common.PxFoundation;
import physx.common.PxTolerancesScale;
import physx.cooking.PxCookingParams;
import physx.physics.PxPhysics;

/// PhysX itself: loaded once, kept until the process ends.
final class PhysxLibrary {
    /// Frees what is PhysX's when nobody has it any more.
    static final Cleaner CLEANER = Cleaner.create();
    private static final int MOST_MESSAGES = 20;
    private static final AtomicReference<@Nullable PhysxLibrary> INSTANCE = new AtomicReference<>();

    final PxPhysics physics;
    final PxCookingParams cooking;
    /// Without threads of its own: a scene is stepped on the thread that asks for it.
    final PxDefaultCpuDispatcher dispatcher;
    final String version;
    private final Messages messages = new Messages();

    /// What PhysX complains about.
    private static final class Messages extends PxErrorCallbackImpl {
        private final List<String> texts = new ArrayList<>();

        @Override
        public synchronized void reportError(PxErrorCodeEnum code, String message, String file, int line) {
            if (texts.size() < MOST_MESSAGES) {
                texts.add(message);
            }
        }

        synchronized List<String> take() {
            List<String> taken = List.copyOf(texts);
            texts.clear();
            return taken;
        }
    }

    private PhysxLibrary() {
        int number = PxTopLevelFunctions.getPHYSICS_VERSION();
        version = (number >> 24) + "." + (number >> 16 & 0xff) + "." + (number >> 8 & 0xff);
        PxFoundation foundation = PxTopLevelFunctions.CreateFoundation(number, new PxDefaultAllocator(), messages);
        PxTolerancesScale scale = new PxTolerancesScale();
        physics = PxTopLevelFunctions.CreatePhysics(number, foundation, scale);
        PxTopLevelFunctions.InitExtensions(physics);
        cooking = new PxCookingParams(scale);
        dispatcher = PxTopLevelFunctions.DefaultCpuDispatcherCreate(0);
    }

    /// The library, loaded when it is first asked for.
    ///
    /// @throws org.isthmus.core.diagnostics.DiagnosticException when there is none for this machine, with what can be done
    static synchronized PhysxLibrary get() {
        PhysxLibrary found = INSTANCE.get();
        if (found == null) {
            load();
            found = new PhysxLibrary();
            INSTANCE.set(found);
        }
        return found;
    }

    /// The loader unpacks a file that all processes share, so only one of a user's does at a time.
    private static void load() {
        String user = System.getProperty("user.name", "").replaceAll("\\W", "_");
        Path lock = Path.of(System.getProperty("java.io.tmpdir"), "isthmus-physx-" + user + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            Loader.load();
        } catch (IOException | IllegalStateException | LinkageError e) {
            throw new Diagnostics().fatal(SourceLocation.UNKNOWN,
                    "PhysX cannot be loaded on " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                            + ": " + e.getMessage(),
                    "Linux or Windows on x86-64, or macOS",
                    "see that " + lock.getParent() + " can be written and holds programs, or use another engine");
        }
    }

    /// What PhysX has complained about since this was asked before.
    List<String> takeMessages() {
        return messages.take();
    }
}
