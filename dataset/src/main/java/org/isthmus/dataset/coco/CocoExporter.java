package org.isthmus.dataset.coco;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.isthmus.core.diagnostics.DiagnosticException;
import org.isthmus.core.file.NewFile;
import org.isthmus.dataset.Channel;
import org.isthmus.dataset.Episode;
import org.isthmus.dataset.EpisodeEntry;
import org.isthmus.dataset.annotation.AnnotationReader;
import org.isthmus.dataset.annotation.Annotations;
import org.isthmus.dataset.annotation.Annotations.Keypoint;
import org.isthmus.dataset.annotation.Annotations.Thing;
import org.isthmus.dataset.annotation.Annotations.View;
import org.isthmus.dataset.annotation.ViewLabels;
import org.isthmus.dataset.export.ChannelPng;
import org.isthmus.dataset.export.ExportJob;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;

/// Writes the images of annotated episodes as a dataset of COCO: all rows of all cameras, and an annotation for each object that is seen.
///
/// Memory holds one image and the names of all; annotations are streamed. Categories are those of all episodes, by name.
public final class CocoExporter {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ExportJob job;
    private final boolean wantsPolygons;
    private final Path folder;
    private final JsonGenerator json;
    /// Keypoints of each category, by names.
    private final Map<String, Set<String>> categories = new LinkedHashMap<>();
    private final List<Shot> shots = new ArrayList<>();
    private int annotations;

    private CocoExporter(ExportJob job, boolean wantsPolygons, Path folder, JsonGenerator json) {
        this.job = job;
        this.wantsPolygons = wantsPolygons;
        this.folder = folder;
        this.json = json;
    }

    private record Shot(String file, int width, int height) {}

    /// Writes the folder: `images/…` and `coco_annotations.json`.
    ///
    /// @param wantsPolygons polygons for masks without holes; else run lengths for all
    /// @throws DiagnosticException when an episode has no annotations or is damaged, or the disk is full; nothing is left then
    public static void export(ExportJob job, boolean wantsPolygons) {
        job.intoFolder(folder -> {
            try (NewFile file = NewFile.at(folder.resolve("coco_annotations.json"), job.diagnostics())) {
                try (JsonGenerator json = MAPPER.createGenerator(file.temporary().toFile(),
                        JsonEncoding.UTF8)) {
                    new CocoExporter(job, wantsPolygons, folder, json).write();
                }
                file.commit();
            }
        });
    }

    private void write() throws IOException {
        collectCategories();
        json.writeStartObject();
        json.writeArrayFieldStart("annotations");
        job.forEach((index, entry, episode) -> add(entry, episode));
        json.writeEndArray();
        writeImages();
        writeCategories();
        json.writeObjectFieldStart("info");
        json.writeStringField("description", "Episodes of a robot, written by Isthmus.");
        json.writeEndObject();
        json.writeArrayFieldStart("licenses");
        json.writeEndArray();
        json.writeEndObject();
    }

    private AnnotationReader reader(EpisodeEntry entry, Episode episode) {
        return AnnotationReader.of(episode, job.place(), job.diagnostics())
                .orElseThrow(() -> job.diagnostics().fatal(job.place(), "episode " + entry.number()
                        + " has no annotations", "the channels 'annotations/…'",
                        "render it with isthmus data replay --annotate"));
    }

    private static String category(Annotations what, Thing thing) {
        return what.categories().get(thing.category() - 1);
    }

    /// Looks into all episodes once before the first is written.
    private void collectCategories() {
        for (EpisodeEntry entry : job.episodes()) {
            try (Episode episode = job.store().read(entry.number(), job.diagnostics())) {
                Annotations what = reader(entry, episode).what();
                what.things().forEach(t -> categories.computeIfAbsent(category(what, t), n -> new LinkedHashSet<>()));
                for (Keypoint keypoint : what.keypoints()) {
                    Thing thing = what.things().get(keypoint.object() - 1);
                    categories.computeIfAbsent(category(what, thing), n -> new LinkedHashSet<>()).add(keypoint.name());
                }
            }
        }
    }

    private void add(EpisodeEntry entry, Episode episode) throws IOException {
        AnnotationReader reader = reader(entry, episode);
        for (View view : reader.what().views()) {
            for (long row = 0; row < reader.rows(); row++) {
                job.progress().checkCancelled();
                ViewLabels labels = reader.view(view, row);
                String file = String.format(Locale.ROOT, "images/%06d_%s_%06d.png", entry.number(), view.name(), row);
                job.write(folder.resolve(file),
                        ChannelPng.write(episode.channel(Channel.IMAGES + view.name()), labels.rgb()));
                shots.add(new Shot(file, view.width(), view.height()));
                for (int object = 1; object <= reader.what().things().size(); object++) {
                    annotate(reader.what(), view, labels, object);
                }
            }
        }
    }

    private void annotate(Annotations what, View view, ViewLabels labels, int object) throws IOException {
        boolean[] mask = labels.visibleMask(object);
        int area = labels.visiblePixels(object);
        if (area == 0) {
            return;
        }
        String category = category(what, what.things().get(object - 1));
        json.writeStartObject();
        json.writeNumberField("id", ++annotations);
        json.writeNumberField("image_id", shots.size());
        json.writeNumberField("category_id", List.copyOf(categories.keySet()).indexOf(category) + 1);
        json.writeNumberField("iscrowd", 0);
        json.writeNumberField("area", area);
        json.writeFieldName("bbox");
        json.writeArray(ViewLabels.box(mask, view.width()), 0, 4);
        json.writeNumberField("width", view.width());
        json.writeNumberField("height", view.height());
        json.writeNumberField("visibility", labels.visibleFraction(object));
        writeMask(mask, view);
        writeKeypoints(what, labels, object, categories.getOrDefault(category, Set.of()));
        json.writeEndObject();
    }

    private void writeMask(boolean[] mask, View view) throws IOException {
        Optional<List<List<Integer>>> polygons = wantsPolygons ? Outlines.of(mask, view.width()) : Optional.empty();
        json.writeFieldName("segmentation");
        if (polygons.isPresent()) {
            json.writeStartArray();
            for (List<Integer> polygon : polygons.get()) {
                write(polygon);
            }
            json.writeEndArray();
        } else {
            json.writeStartObject();
            json.writeFieldName("size");
            json.writeArray(new int[]{view.height(), view.width()}, 0, 2);
            json.writeFieldName("counts");
            write(RunLengths.of(mask, view.width()));
            json.writeEndObject();
        }
    }

    private void write(List<Integer> numbers) throws IOException {
        json.writeArray(numbers.stream().mapToInt(Integer::intValue).toArray(), 0, numbers.size());
    }

    /// In the order of the category's keypoints; zeros for those that the object has not.
    private void writeKeypoints(Annotations what, ViewLabels labels, int object, Set<String> names)
            throws IOException {
        if (names.isEmpty()) {
            return;
        }
        double[] out = new double[3 * names.size()];
        int count = 0;
        List<String> order = List.copyOf(names);
        for (int i = 0; i < what.keypoints().size(); i++) {
            Keypoint keypoint = what.keypoints().get(i);
            float state = labels.keypoints()[3 * i + 2];
            if (keypoint.object() == object && state > 0) {
                int at = 3 * order.indexOf(keypoint.name());
                out[at] = labels.keypoints()[3 * i];
                out[at + 1] = labels.keypoints()[3 * i + 1];
                out[at + 2] = state;
                count++;
            }
        }
        json.writeFieldName("keypoints");
        json.writeArray(out, 0, out.length);
        json.writeNumberField("num_keypoints", count);
    }

    private void writeImages() throws IOException {
        json.writeArrayFieldStart("images");
        for (int i = 0; i < shots.size(); i++) {
            json.writeStartObject();
            json.writeNumberField("id", i + 1);
            json.writeStringField("file_name", shots.get(i).file());
            json.writeNumberField("width", shots.get(i).width());
            json.writeNumberField("height", shots.get(i).height());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeCategories() throws IOException {
        json.writeArrayFieldStart("categories");
        int id = 0;
        for (Map.Entry<String, Set<String>> category : categories.entrySet()) {
            json.writeStartObject();
            json.writeNumberField("id", ++id);
            json.writeStringField("name", category.getKey());
            json.writeStringField("supercategory", "object");
            if (!category.getValue().isEmpty()) {
                String[] names = category.getValue().toArray(String[]::new);
                json.writeFieldName("keypoints");
                json.writeArray(names, 0, names.length);
                json.writeArrayFieldStart("skeleton");
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
