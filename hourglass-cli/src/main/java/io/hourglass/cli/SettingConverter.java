package io.hourglass.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the text of an option into the value that it stands for, with the value's own words where it refuses. */
abstract class SettingConverter<T> implements ITypeConverter<T> {
    /** What leaves a setting to be fitted to the data. */
    static final String AUTO = "auto";

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException if the text stands for none
     */
    abstract T value(String text);

    @Override
    public final T convert(String text) {
        try {
            return value(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a number of the needed kind");
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** Whether a text leaves the setting to be fitted. */
    static boolean isAuto(String text) {
        return text.equals(AUTO);
    }

    /** The constant of a name as the command line writes it. */
    static <E extends Enum<E>> E constant(Class<E> type, String text) {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (name(constant).equals(text)) {
                return constant;
            }
            names.add(name(constant));
        }
        throw new IllegalArgumentException("needed " + String.join(" or ", names) + ", got '" + text + "'");
    }

    /** The name of a constant as the command line writes it. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
