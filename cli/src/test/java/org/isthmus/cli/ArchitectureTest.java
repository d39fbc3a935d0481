package org.isthmus.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

/// The rules of the house that no compiler checks, over the main classes of all modules.
///
/// What javac sees is not repeated here: what a module exports and requires, static fields that are not final, unused code.
class ArchitectureTest {
    /// Packages that may use the Vector API; everything else takes plain loops, which C2 vectorises.
    private static final List<String> VECTOR_KERNELS = List.of("org.isthmus.physics.trace..",
            "org.isthmus.render.ray..");

    /// Of `Math`, what is not the same to the last bit on every machine; `StrictMath` has it, and is.
    private static final Set<String> INEXACT = Set.of("sin", "cos", "tan", "asin", "acos", "atan", "atan2", "exp",
            "log",
            "log10", "pow", "cbrt", "sinh", "cosh", "tanh", "hypot", "expm1", "log1p");

    private static final int MAX_FILE_LINES = 800;

    /// HotSpot never compiles a method of more than 8000 bytecodes, and inlines into what is well below.
    private static final int MAX_METHOD_BYTES = 8000;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPaths(Repository.modules().stream().map(ArchitectureTest::classes).toList());

    private static final ArchRule EXACT_MATHEMATICS = noClasses().should().accessTargetWhere(describe(
            "a function of Math that differs between machines",
            (JavaAccess<?> a) -> a.getTargetOwner().isEquivalentTo(Math.class) && INEXACT.contains(a.getName())))
            .because("the same seed gives the same bytes on every machine; use StrictMath");

    private static final ArchRule ONLY_MAIN_EXITS = noClasses().that().doNotHaveFullyQualifiedName(Main.class.getName())
            .should().callMethod(System.class, "exit", int.class)
            .because("a library that ends the process cannot be used by others");

    private static final ArchRule ONLY_CONSOLES_PRINT = noClasses()
            .that(resideOutsideOfPackages("org.isthmus.cli", "org.isthmus.core.progress", "org.isthmus.testkit"))
            .and().doNotHaveFullyQualifiedName("org.isthmus.dataset.video.Libav") // keeps a library from printing
            .should().accessField(System.class, "out").orShould().accessField(System.class, "err")
            .because("what a library has to say it returns");

    @Test
    void everySourceFileIsScanned() {
        Set<String> sources = new TreeSet<>();
        for (String module : Repository.modules()) {
            Path folder = Repository.root().resolve(module).resolve("src/main/java");
            for (Path file : Repository.sources(module + "/src/main/java")) {
                sources.add(
                        folder.relativize(file).toString().replace(".java", "").replace('/', '.').replace('\\', '.'));
            }
        }
        sources.remove("module-info");
        assertThat(sources).hasSizeGreaterThan(40);
        assertThat(CLASSES.stream().map(JavaClass::getName).collect(Collectors.toSet())).containsAll(sources);
    }

    @Test
    void modulesAreFreeOfCycles() {
        slices().matching("org.isthmus.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("org.isthmus.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void internalPackagesAreUsedByTheirOwnModuleOnly() {
        for (String module : Repository.modules()) {
            String root = "org.isthmus." + module.replace('-', '.');
            noClasses().that().resideOutsideOfPackage(root + "..")
                    .should().dependOnClassesThat().resideInAPackage(root + "..internal..")
                    .check(CLASSES);
        }
    }

    @Test
    void onlyLearnUsesTorch() {
        usedOnlyBy("org.bytedeco.pytorch..", List.of("org.isthmus.learn..")).check(CLASSES);
    }

    @Test
    void onlyKernelsUseTheVectorApi() {
        usedOnlyBy("jdk.incubator.vector..", VECTOR_KERNELS).check(CLASSES);
    }

    @Test
    void mathematicsIsTheSameOnEveryMachine() {
        EXACT_MATHEMATICS.check(CLASSES);
    }

    @Test
    void onlyMainExits() {
        ONLY_MAIN_EXITS.check(CLASSES);
    }

    @Test
    void onlyConsolesPrint() {
        ONLY_CONSOLES_PRINT.check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        Set<String> packages = CLASSES.stream().map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
        packages.remove(""); // module-info
        assertThat(packages).allSatisfy(name -> {
            String info = name + ".package-info";
            assertThat(CLASSES.contain(info)).as("%s exists", info).isTrue();
            assertThat(CLASSES.get(info).isAnnotatedWith(NullMarked.class)).as("%s is @NullMarked", info).isTrue();
        });
    }

    @Test
    void rulesFindWhatTheyForbid() {
        JavaClasses bad = new ClassFileImporter().importClasses(Forbidden.class);
        JavaClasses elsewhere = new ClassFileImporter().importClasses(org.isthmus.testkit.SharedData.class);
        assertThat(violations(EXACT_MATHEMATICS, bad)).hasSize(2);
        assertThat(violations(ONLY_MAIN_EXITS, bad)).hasSize(1);
        assertThat(violations(noClasses().should().accessField(System.class, "out"), bad)).hasSize(1);
        assertThat(violations(usedOnlyBy("java.nio.file..", List.of()), elsewhere)).isNotEmpty();
        assertThat(violations(usedOnlyBy("java.nio.file..", List.of("org.isthmus.learn..")), elsewhere)).isNotEmpty();
        assertThat(violations(usedOnlyBy("java.nio.file..", List.of("org.isthmus.testkit..")).allowEmptyShould(true),
                elsewhere))
                .isEmpty();
    }

    @Test
    void filesCanBeReadInOneSitting() {
        List<String> tooLong = new ArrayList<>();
        for (String module : Repository.modules()) {
            for (Path file : Repository.sources(module + "/src")) {
                long lines = Repository.text(file).lines().count();
                if (lines > MAX_FILE_LINES) {
                    tooLong.add(file + ": " + lines + " lines");
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void methodsAreSmallEnoughToBeCompiled() throws IOException {
        List<String> tooLong = new ArrayList<>();
        int methods = 0;
        for (String module : Repository.modules()) {
            for (Path file : classFiles(module)) {
                ClassModel type = ClassFile.of().parse(file);
                for (MethodModel method : type.methods()) {
                    methods++;
                    int length = method.code().map(code -> ((CodeAttribute) code).codeLength()).orElse(0);
                    if (length > MAX_METHOD_BYTES) {
                        tooLong.add(type.thisClass().asInternalName() + "." + method.methodName() + ": " + length);
                    }
                }
            }
        }
        assertThat(methods).isGreaterThan(200);
        assertThat(tooLong).isEmpty();
    }

    @Test
    void everySuppressionHasItsReasonOnTheSameLine() {
        List<String> unexplained = new ArrayList<>();
        for (String module : Repository.modules()) {
            for (Path file : Repository.sources(module + "/src")) {
                Repository.text(file).lines()
                        .filter(line -> line.strip().startsWith("@SuppressWarnings") && !line.contains(" // "))
                        .forEach(line -> unexplained.add(file + ": " + line.strip()));
            }
        }
        assertThat(unexplained).isEmpty();
    }

    private static ArchRule usedOnlyBy(String library, List<String> packages) {
        return noClasses().that(resideOutsideOfPackages(packages.toArray(String[]::new)))
                .should().dependOnClassesThat(resideInAPackage(library));
    }

    private static List<String> violations(ArchRule rule, JavaClasses classes) {
        return rule.evaluate(classes).getFailureReport().getDetails();
    }

    private static Path classes(String module) {
        return Repository.root().resolve(module).resolve("target/classes");
    }

    private static List<Path> classFiles(String module) throws IOException {
        try (Stream<Path> files = Files.walk(classes(module))) {
            return files.filter(f -> f.toString().endsWith(".class")).toList();
        }
    }

    /// What the rules must find.
    static final class Forbidden {
        private Forbidden() {}

        static double inexact(double x) {
            DoubleUnaryOperator reference = Math::exp;
            return reference.applyAsDouble(Math.sin(x));
        }

        static void exit() {
            PrintStream out = Objects.requireNonNull(System.out);
            System.exit(out.checkError() ? 1 : 0);
        }
    }
}
