package org.isthmus.render.ray;

/// Whether this JVM and this machine have vectors of 8 numbers. The Vector API is an incubator module, which may be absent.
final class VectorSupport {
    private static final boolean FAST = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
            && VectorKernel.isNative();

    private VectorSupport() {}

    static boolean isFast() {
        return FAST;
    }
}
