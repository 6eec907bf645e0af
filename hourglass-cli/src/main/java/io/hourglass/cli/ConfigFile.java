package io.hourglass.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.hourglass.file.JsonMappingException;
import io.hourglass.file.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Options of a verb as a JSON object, {@code {"hidden": [128, 64], "tied": true}}; the command line wins over them. */
final class ConfigFile {
    static final String OPTION = "--config";

    private final Path file;
    private final CommandLine program;
    private final CommandLine verb;

    private ConfigFile(Path file, CommandLine program, CommandLine verb) {
        this.file = file;
        this.program = program;
        this.verb = verb;
    }

    /**
     * The arguments with those of a configuration file, where one is named and the verb takes one.
     *
     * @throws IllegalArgumentException if there is no such file, or it has a key or value that the verb does not take
     * @throws IOException if it cannot be read
     */
    static String[] expand(CommandLine program, String... arguments) throws IOException {
        CommandLine verb =
                arguments.length == 0 ? null : program.getSubcommands().get(arguments[0]);
        if (verb == null || verb.getCommandSpec().findOption(OPTION) == null) {
            return arguments;
        }
        for (int i = 1; i < arguments.length; i++) {
            if (arguments[i].startsWith(OPTION + "=")) {
                return new ConfigFile(Path.of(arguments[i].substring(OPTION.length() + 1)), program, verb)
                        .under(arguments);
            }
            if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
                return new ConfigFile(Path.of(arguments[i + 1]), program, verb).under(arguments);
            }
        }
        return arguments;
    }

    private String[] under(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments[0]));
        for (var entry : object().asMap().entrySet()) {
            OptionSpec option = option(entry.getKey());
            List<String> stated = stated(option, entry.getKey(), entry.getValue());
            check(entry.getKey(), stated);
            if (Arrays.stream(arguments).noneMatch(argument -> names(argument, option))) {
                all.addAll(stated);
            }
        }
        all.addAll(Arrays.asList(arguments).subList(1, arguments.length));
        return all.toArray(new String[0]);
    }

    private static boolean names(String argument, OptionSpec option) {
        return argument.equals(option.longestName()) || argument.startsWith(option.longestName() + "=");
    }

    private JsonObject object() throws IOException {
        try {
            JsonElement tree = JsonText.parse(Files.readAllBytes(file));
            if (tree instanceof JsonObject object) {
                return object;
            }
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException(file + " is not JSON: " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(OPTION + " " + file + ": no such file", e);
        }
        throw new IllegalArgumentException(file + " must hold a JSON object, for instance {\"epochs\": 50}");
    }

    private OptionSpec option(String key) {
        OptionSpec option = verb.getCommandSpec().findOption("--" + key);
        if (option == null || !isKey(option)) {
            List<String> keys = verb.getCommandSpec().options().stream()
                    .filter(ConfigFile::isKey)
                    .map(each -> each.longestName().substring(2))
                    .toList();
            throw new IllegalArgumentException(
                    file + ": unknown key \"" + key + "\"; the keys are " + String.join(", ", keys));
        }
        return option;
    }

    private static boolean isKey(OptionSpec option) {
        return !HelpLayout.heading(option).equals(HelpLayout.GENERAL)
                && !option.longestName().equals(OPTION);
    }

    private List<String> stated(OptionSpec option, String key, JsonElement value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof JsonArray array && !isFlag(option)) {
            array.forEach(element -> texts.add(text(option, key, element)));
        } else {
            texts.add(text(option, key, value));
        }
        List<String> values = option.isMultiValue() ? texts : List.of(String.join(",", texts));
        return values.stream().map(text -> option.longestName() + "=" + text).toList();
    }

    private String text(OptionSpec option, String key, JsonElement value) {
        boolean fits = value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean() == isFlag(option);
        if (!fits) {
            throw new IllegalArgumentException(file + ", key \"" + key + "\": needed "
                    + (isFlag(option) ? "true or false" : "a text, a number or a list of them") + ", got " + value);
        }
        return value.getAsString();
    }

    private static boolean isFlag(OptionSpec option) {
        return option.type() == boolean.class;
    }

    /** What is required may stand on the command line, so that it is missing is no mistake of the file. */
    private void check(String key, List<String> stated) {
        try {
            List<String> alone = new ArrayList<>(List.of(verb.getCommandName()));
            alone.addAll(stated);
            program.parseArgs(alone.toArray(new String[0]));
        } catch (MissingParameterException e) {
            return;
        } catch (ParameterException e) {
            throw new IllegalArgumentException(file + ", key \"" + key + "\": " + e.getMessage(), e);
        }
    }
}
