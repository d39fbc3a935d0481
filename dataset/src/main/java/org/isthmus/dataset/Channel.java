package org.isthmus.dataset;

import java.util.List;

import org.isthmus.dataset.hdf5.Hdf5Type;

/// One array that an episode records row by row.
///
/// @param name where it is in the file, such as `actions`, `states/qpos`, `observations/images/wrist`: words of letters, digits, `_`, `-` and `.`
///     separated by `/`
/// @param element what a row's elements are kept as
/// @param shape elements of a row on each side; images are [height][width][3], depth [height][width]
/// @param timing when rows are taken
/// @param role what rows are
/// @param unit of the elements, such as `m`, `rad`, `N`; empty where they have none or several
/// @param labels names of the elements of a row of one dimension, or empty
/// @param scale what an element is multiplied with to be in the unit; of depth metres per unit of the 16-bit number, else 1
public record Channel(
        String name, Element element, List<Integer> shape, Timing timing, Role role, String unit,
        List<String> labels, double scale) {
    /// The conventional name of what was commanded.
    public static final String ACTIONS = "actions";
    /// Folder of what the robot senses.
    public static final String OBSERVATIONS = "observations/";
    /// Folder of cameras' images.
    public static final String IMAGES = "observations/images/";
    /// Folder of cameras' depth.
    public static final String DEPTHS = "observations/depth/";
    private static final String NAME = "[A-Za-z0-9_.-]{1,100}(/[A-Za-z0-9_.-]{1,100}){0,5}";
    private static final int MAX_RANK = 4;
    private static final long MAX_ROW_BYTES = 1L << 28;

    /// @throws IllegalArgumentException for a name or shape that cannot be
    public Channel {
        shape = List.copyOf(shape);
        labels = List.copyOf(labels);
        boolean isSized = shape.size() <= MAX_RANK;
        long bytes = element.type().size();
        for (int side : shape) {
            isSized &= side >= 0;
            bytes = Math.min(bytes * Math.max(side, 0), Long.MAX_VALUE >> 32);
        }
        if (!name.matches(NAME) || name.contains("..") || !isSized || bytes > MAX_ROW_BYTES || !(scale > 0)
                || !labels.isEmpty() && !List.of(labels.size()).equals(shape) || !role.fits(element, shape)) {
            throw new IllegalArgumentException(
                    "channel '" + name + "' of " + role + " with rows " + shape + " of " + element
                            + ", " + labels.size() + " labels and scale " + scale);
        }
    }

    /// How elements are kept.
    public enum Element {
        UINT8(Hdf5Type.UINT8),
        UINT16(Hdf5Type.UINT16),
        INT32(Hdf5Type.INT32),
        INT64(Hdf5Type.INT64),
        FLOAT32(Hdf5Type.FLOAT32),
        FLOAT64(Hdf5Type.FLOAT64),
        BOOL(Hdf5Type.BOOL);

        private final Hdf5Type type;

        Element(Hdf5Type type) {
            this.type = type;
        }

        public Hdf5Type type() {
            return type;
        }
    }

    /// When rows are taken, of an episode of T steps.
    public enum Timing {
        /// At each step, T rows: actions, rewards.
        STEPS,
        /// Before the first step and after each, T + 1 rows: states, and observations where the last is kept.
        STATES
    }

    /// What rows are.
    public enum Role {
        /// Numbers that mean something each.
        VALUES,
        /// Colours, sRGB.
        IMAGE,
        /// Distances along the camera's axis; 0 where there is none.
        DEPTH,
        /// Numbers of things at pixels: instances, classes.
        MASK;

        boolean fits(Element element, List<Integer> shape) {
            return switch (this) {
                case VALUES -> true;
                case IMAGE -> element == Element.UINT8 && shape.size() == 3 && shape.get(2) == 3;
                case DEPTH -> element == Element.UINT16 && shape.size() == 2;
                case MASK -> shape.size() == 2 && (element == Element.UINT8 || element == Element.UINT16
                        || element == Element.INT32);
            };
        }
    }

    /// Numbers: rows of `size` elements.
    public static Channel values(String name, Element element, Timing timing, int size) {
        return new Channel(name, element, List.of(size), timing, Role.VALUES, "", List.of(), 1);
    }

    /// What was commanded at each step.
    public static Channel actions(int size) {
        return values(ACTIONS, Element.FLOAT32, Timing.STEPS, size);
    }

    /// Images of a camera: `observations/images/NAME`.
    public static Channel image(String camera, Timing timing, int width, int height) {
        return new Channel(IMAGES + camera, Element.UINT8, List.of(height, width, 3), timing, Role.IMAGE, "", List.of(),
                1);
    }

    /// Depth of a camera: `observations/depth/NAME`, 16 bits.
    ///
    /// @param metresPerUnit of the stored number: 0.001 reaches 65 m, 0.0001 reaches 6.5 m ten times as finely
    public static Channel depth(String camera, Timing timing, int width, int height, double metresPerUnit) {
        return new Channel(DEPTHS + camera, Element.UINT16, List.of(height, width), timing, Role.DEPTH, "m", List.of(),
                metresPerUnit);
    }

    public Channel withUnit(String other) {
        return new Channel(name, element, shape, timing, role, other, labels, scale);
    }

    public Channel withLabels(List<String> others) {
        return new Channel(name, element, shape, timing, role, unit, others, scale);
    }

    /// Elements of a row.
    public int rowSize() {
        int size = 1;
        for (int side : shape) {
            size *= side;
        }
        return size;
    }

    /// Rows of an episode of so many steps.
    public long rows(long steps) {
        return timing == Timing.STATES ? steps + 1 : steps;
    }
}
