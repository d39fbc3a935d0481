package org.isthmus.bench;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Objects;
import java.util.Optional;

/// A shared library of a peer, found by the system's loader.
@SuppressWarnings("restricted") // calling native libraries is what this class is for
final class NativeLibrary {
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    static final AddressLayout POINTER = ValueLayout.ADDRESS;

    private final String name;
    private final SymbolLookup symbols;

    private NativeLibrary(String name, SymbolLookup symbols) {
        this.name = name;
        this.symbols = symbols;
    }

    /// The library of the first name that is installed.
    static Optional<NativeLibrary> find(Arena arena, String... names) {
        for (String name : names) {
            try {
                return Optional.of(new NativeLibrary(name, SymbolLookup.libraryLookup(name, arena)));
            } catch (IllegalArgumentException e) {
                continue; // that is how the loader says that it is not installed
            }
        }
        return Optional.empty();
    }

    String name() {
        return name;
    }

    /// A function of the library.
    MethodHandle function(String function, FunctionDescriptor type, Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(symbols.find(function)
                .orElseThrow(() -> new IllegalStateException(name + " has no function " + function)), type, options);
    }

    /// Calls a function where time does not matter.
    Object call(String function, FunctionDescriptor type, Object... arguments) {
        try {
            return Objects.requireNonNull(function(function, type).invokeWithArguments(arguments));
        } catch (Throwable e) {
            throw failed(function, e);
        }
    }

    /// Calls a function that returns nothing, where time does not matter.
    void run(String function, FunctionDescriptor type, Object... arguments) {
        try {
            function(function, type).invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw failed(function, e);
        }
    }

    static IllegalStateException failed(String function, Throwable cause) {
        return new IllegalStateException(function + " failed", cause);
    }
}
