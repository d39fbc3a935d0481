package org.isthmus.model.scene;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.StringJoiner;
import org.isthmus.core.diagnostics.Quoted;
import org.isthmus.core.math.Quat;
import org.isthmus.core.math.Vec3;

/// How values of one type look as attribute text: numbers in their shortest form that reads back to the same bits.
public interface Codec<T> {
    T parse(String text) throws AttributeFormatException;

    String format(T value);

    /// A value that shares no mutable state with `value`.
    default T copy(T value) {
        return value;
    }

    default boolean same(T a, T b) {
        return a.equals(b);
    }

    Codec<String> TEXT = new Codec<>() {
        @Override
        public String parse(String text) {
            return text;
        }

        @Override
        public String format(String value) {
            return value;
        }
    };

    Codec<Boolean> FLAG = new Codec<>() {
        @Override
        public Boolean parse(String text) throws AttributeFormatException {
            return switch (text.strip()) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new AttributeFormatException(Quoted.of(text), "'true' or 'false'");
            };
        }

        @Override
        public String format(Boolean value) {
            return value.toString();
        }
    };

    Codec<Integer> INTEGER = new Codec<>() {
        @Override
        public Integer parse(String text) throws AttributeFormatException {
            try {
                return Integer.valueOf(text.strip());
            } catch (NumberFormatException e) {
                throw new AttributeFormatException(Quoted.of(text), "a whole number");
            }
        }

        @Override
        public String format(Integer value) {
            return value.toString();
        }
    };

    Codec<Double> NUMBER = new Codec<>() {
        @Override
        public Double parse(String text) throws AttributeFormatException {
            double[] values = numbers(text);
            if (values.length != 1) {
                throw new AttributeFormatException(Quoted.of(text), "one number");
            }
            return values[0];
        }

        @Override
        public String format(Double value) {
            return number(value);
        }
    };

    Codec<double[]> NUMBERS = new Codec<>() {
        @Override
        public double[] parse(String text) throws AttributeFormatException {
            return numbers(text);
        }

        @Override
        public String format(double[] value) {
            return text(value);
        }

        @Override
        public double[] copy(double[] value) {
            return value.clone();
        }

        @Override
        public boolean same(double[] a, double[] b) {
            return Arrays.equals(a, b);
        }
    };

    Codec<Vec3> VECTOR = new Codec<>() {
        @Override
        public Vec3 parse(String text) throws AttributeFormatException {
            return Vec3.of(exactly(text, 3), 0);
        }

        @Override
        public String format(Vec3 value) {
            return text(value.toArray());
        }
    };

    Codec<Quat> QUATERNION = new Codec<>() {
        @Override
        public Quat parse(String text) throws AttributeFormatException {
            return Quat.of(exactly(text, 4), 0);
        }

        @Override
        public String format(Quat value) {
            return text(value.toArray());
        }
    };

    /// The words of an enum in lower case, as MJCF writes them.
    static <C extends Enum<C>> Codec<C> choice(Class<C> type) {
        return new Codec<>() {
            @Override
            public C parse(String text) throws AttributeFormatException {
                for (C constant : type.getEnumConstants()) {
                    if (format(constant).equals(text.strip())) {
                        return constant;
                    }
                }
                StringJoiner words = new StringJoiner(", ", "one of ", "");
                for (C constant : type.getEnumConstants()) {
                    words.add("'" + format(constant) + "'");
                }
                throw new AttributeFormatException(Quoted.of(text), words.toString());
            }

            @Override
            public String format(C value) {
                return value instanceof Keyword k ? k.keyword() : value.name().toLowerCase(Locale.ROOT);
            }
        };
    }

    /// The finite numbers of a text, separated by white space.
    private static double[] numbers(String text) throws AttributeFormatException {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return new double[0];
        }
        String[] words = stripped.split("\\s+");
        double[] values = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            values[i] = finite(words[i]);
        }
        return values;
    }

    private static double finite(String word) throws AttributeFormatException {
        // Double.parseDouble also takes 1.0f, 0x1p3 and NaN, which no file format here means
        for (int i = 0; i < word.length(); i++) {
            if ("+-.eE0123456789".indexOf(word.charAt(i)) < 0) {
                throw new AttributeFormatException(Quoted.of(word), "a finite number");
            }
        }
        try {
            double value = Double.parseDouble(word);
            if (Double.isInfinite(value)) {
                throw new AttributeFormatException(Quoted.of(word), "a number below 1.8e308");
            }
            return value;
        } catch (NumberFormatException e) {
            throw new AttributeFormatException(Quoted.of(word), "a finite number");
        }
    }

    private static double[] exactly(String text, int count) throws AttributeFormatException {
        double[] values = numbers(text);
        if (values.length != count) {
            throw new AttributeFormatException(Quoted.of(text), count + " numbers");
        }
        return values;
    }

    static String text(double[] values) {
        StringJoiner words = new StringJoiner(" ");
        for (double v : values) {
            words.add(number(v));
        }
        return words.toString();
    }

    /// The shortest decimal that reads back to the same double, without an exponent where that stays short.
    static String number(double v) {
        if (v == 0) {
            return 1 / v < 0 ? "-0" : "0";
        }
        double size = Math.abs(v);
        if (size >= 1e-4 && size < 1e9) {
            return new BigDecimal(Double.toString(v)).stripTrailingZeros().toPlainString();
        }
        return Double.toString(v).replace(".0E", "E").replace('E', 'e');
    }
}
