package org.isthmus.cli;

import org.isthmus.core.diagnostics.Diagnostics;
import org.isthmus.model.compile.SceneCompiler;
import org.isthmus.model.compiled.Model;
import org.isthmus.model.report.ModelReport;
import org.isthmus.model.report.ReportJson;
import org.isthmus.model.report.ReportText;
import org.isthmus.model.scene.Scene;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `isthmus model show`: what a robot is.
@Command(
        name = "show",
        description = "Shows the tree of a robot or scene, its joints, masses, actuators and sensors, and what seems wrong with it.",
        footer = {
            "",
            "Meshes and textures that do not exist are left out and listed as problems.",
            "",
            "Examples:",
            "  isthmus model show panda",
            "  isthmus model show robots/arm/urdf/arm.urdf --search ~/ros/src",
            "  isthmus model show scene.xml --json > scene.json"
        })
final class ModelShowCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "What to show: " + ModelInput.WHAT + ".")
    private String model;

    @Option(names = "--json", description = "Print JSON for programs: SI units and radians.")
    private boolean json;

    @Mixin
    private ModelInput input;

    ModelShowCommand() {}

    @Override
    public void run() {
        Diagnostics diagnostics = new Diagnostics();
        Scene scene = input.load(model, true, diagnostics);
        Model compiled = SceneCompiler.compile(scene, diagnostics);
        ModelReport report = ModelReport.of(scene, compiled, diagnostics.list());
        spec.commandLine().getOut().print(json ? ReportJson.of(report) : ReportText.of(report));
        spec.commandLine().getOut().flush();
    }
}
