package org.isthmus.dataset.bop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.isthmus.core.array.ByteArray;
import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.math.Pose;
import org.isthmus.core.math.Vec3;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.annotation.AnnotationReader;
import org.isthmus.dataset.annotation.Annotations.Thing;
import org.isthmus.dataset.annotation.Annotations.View;
import org.isthmus.dataset.annotation.ViewLabels;
import org.isthmus.dataset.export.ChannelPng;
import org.isthmus.dataset.export.ExportJob;
import org.isthmus.model.image.Image;
import org.isthmus.model.image.Images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Writes annotated episodes in BOP's layout: a scene for each camera of each episode, with an image for each row.
///
/// Lengths are millimetres, poses are those of the model in the camera's frame (OpenCV's axes). An object's number is that of its name, in the order in
/// which names are met. `models_info.json` has the sizes of the annotated boxes; meshes are not in episodes. In memory are one image and the JSON
/// of one scene.
///
/// Source: the format of bop_toolkit, docs/bop_datasets_format.md.
public final class BopExporter {
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
    private static final double MM = 1000;

    private final ExportJob job;
    private final Path folder;
    private final Map<String, Integer> models = new LinkedHashMap<>();
    private final ObjectNode modelsInfo = MAKE.objectNode();
    private int scenes;

    private BopExporter(ExportJob job, Path folder) {
        this.job = job;
        this.folder = folder;
    }

    /// @throws DiagnosticException when an episode has no annotations or is damaged, or the disk is full; nothing is left then
    public static void export(ExportJob job) {
        job.intoFolder(folder -> {
            BopExporter exporter = new BopExporter(job, folder);
            job.forEach((index, entry, episode) -> exporter.add(entry, episode));
            exporter.write("models/models_info.json", exporter.modelsInfo);
        });
    }

    private void add(EpisodeEntry entry, Episode episode) throws IOException {
        AnnotationReader reader = AnnotationReader.of(episode, job.place(), job.diagnostics())
                .orElseThrow(() -> job.diagnostics().fatal(job.place(), "episode " + entry.number()
                        + " has no annotations", "the channels 'annotations/…'",
                        "render it with isthmus data replay --annotate"));
        for (Thing thing : reader.what().things()) {
            if (!models.containsKey(thing.name())) {
                models.put(thing.name(), models.size() + 1);
                modelsInfo.set(Integer.toString(models.size()), modelInfo(thing.box()));
            }
        }
        for (View view : reader.what().views()) {
            new Scene(String.format(Locale.ROOT, "train_pbr/%06d/", scenes++), episode, reader, view).write();
        }
    }

    /// @param box 3D box: least and greatest corner, m
    private static ObjectNode modelInfo(List<Double> box) {
        ObjectNode out = MAKE.objectNode();
        double square = 0;
        for (int i = 0; i < 3; i++) {
            double size = (box.get(i + 3) - box.get(i)) * MM;
            out.put("min_" + "xyz".charAt(i), box.get(i) * MM).put("size_" + "xyz".charAt(i), size);
            square += size * size;
        }
        return out.put("diameter", Math.sqrt(square));
    }

    private void write(String name, JsonNode node) throws IOException {
        job.write(folder.resolve(name), node.toPrettyString() + "\n");
    }

    private static ArrayNode array(double... values) {
        ArrayNode out = MAKE.arrayNode();
        for (double value : values) {
            out.add(value);
        }
        return out;
    }

    private static ArrayNode array(int... values) {
        ArrayNode out = MAKE.arrayNode();
        for (int value : values) {
            out.add(value);
        }
        return out;
    }

    private static ArrayNode rotation(Pose pose) {
        double[] out = new double[9];
        pose.rotation().toRotation().into(out, 0);
        return array(out);
    }

    private static ArrayNode millimetres(Vec3 p) {
        return array(p.x() * MM, p.y() * MM, p.z() * MM);
    }

    /// The rows of one camera of one episode.
    private final class Scene {
        private final String path;
        private final Episode episode;
        private final AnnotationReader reader;
        private final View view;
        private final ObjectNode cameras = MAKE.objectNode();
        private final ObjectNode truths = MAKE.objectNode();
        private final ObjectNode infos = MAKE.objectNode();

        Scene(String path, Episode episode, AnnotationReader reader, View view) {
            this.path = path;
            this.episode = episode;
            this.reader = reader;
            this.view = view;
        }

        void write() throws IOException {
            for (long row = 0; row < reader.rows(); row++) {
                job.progress().checkCancelled();
                add(row, reader.view(view, row));
            }
            BopExporter.this.write(path + "scene_camera.json", cameras);
            BopExporter.this.write(path + "scene_gt.json", truths);
            BopExporter.this.write(path + "scene_gt_info.json", infos);
        }

        private void add(long row, ViewLabels labels) throws IOException {
            String image = String.format(Locale.ROOT, "%06d", row);
            String depth = Channel.DEPTHS + view.name();
            picture("rgb/" + image, ChannelPng.write(episode.channel(Channel.IMAGES + view.name()), labels.rgb()));
            picture("depth/" + image,
                    ChannelPng.write(episode.channel(depth), episode.bytes(depth, row, row + 1)));
            String key = Long.toString(row);
            cameras.set(key, camera(labels));
            ArrayNode truth = truths.putArray(key);
            ArrayNode info = infos.putArray(key);
            Pose camera = AnnotationReader.cameraPose(labels);
            for (int object = 1; object <= reader.what().things().size(); object++) {
                Pose inCamera = camera.inverse().times(reader.pose(object, row));
                ObjectNode one = truth.addObject();
                one.set("cam_R_m2c", rotation(inCamera));
                one.set("cam_t_m2c", millimetres(inCamera.position()));
                one.put("obj_id", models.get(reader.what().things().get(object - 1).name()));
                boolean[] alone = labels.amodal()[object - 1];
                boolean[] seen = labels.visibleMask(object);
                info.add(info(labels, object, alone, seen));
                String name = String.format(Locale.ROOT, "%06d_%06d", row, object - 1);
                picture("mask/" + name, mask(alone));
                picture("mask_visib/" + name, mask(seen));
            }
        }

        private void picture(String name, byte[] png) throws IOException {
            job.write(folder.resolve(path + name + ".png"), png);
        }

        private byte[] mask(boolean[] inside) {
            byte[] out = new byte[inside.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = inside[i] ? (byte) 255 : 0;
            }
            return Images.toPng(new Image(view.width(), view.height(), 1, ByteArray.wrap(out)));
        }

        private ObjectNode camera(ViewLabels labels) throws IOException {
            double[] k = labels.intrinsics();
            double scale = view.metresPerUnit() * MM;
            Pose world = AnnotationReader.cameraPose(labels).inverse();
            ObjectNode out = MAKE.objectNode();
            out.set("cam_K", array(k[0], 0.0, k[2], 0, k[1], k[3], 0, 0, 1));
            out.put("depth_scale", scale);
            out.set("cam_R_w2c", rotation(world));
            out.set("cam_t_w2c", millimetres(world.position()));
            if (cameras.isEmpty() && scenes == 1) {
                BopExporter.this.write("camera.json",
                        MAKE.objectNode().put("cx", k[2]).put("cy", k[3]).put("depth_scale", scale)
                                .put("fx", k[0]).put("fy", k[1]).put("height", view.height())
                                .put("width", view.width()));
            }
            return out;
        }

        private ObjectNode info(ViewLabels labels, int object, boolean[] alone, boolean[] seen) {
            int all = labels.amodalPixels(object);
            int valid = 0;
            for (int i = 0; i < alone.length; i++) {
                valid += alone[i] && labels.depth()[i] > 0 ? 1 : 0;
            }
            int visible = labels.visiblePixels(object);
            ObjectNode out = MAKE.objectNode();
            out.set("bbox_obj", box(alone, all));
            out.set("bbox_visib", box(seen, visible));
            return out.put("px_count_all", all).put("px_count_valid", valid).put("px_count_visib", visible)
                    .put("visib_fract", labels.visibleFraction(object));
        }

        /// Of no pixels as bop_toolkit has it.
        private ArrayNode box(boolean[] mask, int pixels) {
            return pixels == 0 ? array(-1, -1, -1, -1) : array(ViewLabels.box(mask, view.width()));
        }
    }
}
