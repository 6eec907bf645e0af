package io.hourglass.cli;

import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a verb in its help, in the order of the code, each group under its heading. */
final class HelpLayout implements IHelpSectionRenderer {
    private static final String OWN = "Options";
    /** Of those that every verb has, which stand last. */
    static final String GENERAL = "General";

    @Override
    public String render(Help help) {
        Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
        groups.put(OWN, new ArrayList<>());
        for (OptionSpec option : help.commandSpec().options()) {
            String heading = heading(option);
            groups.computeIfAbsent(heading, name -> new ArrayList<>()).add(option);
        }
        groups.put(GENERAL, groups.remove(GENERAL));
        StringBuilder text = new StringBuilder();
        groups.forEach((heading, options) -> {
            if (!options.isEmpty()) {
                Help.Layout layout = help.createDefaultLayout();
                layout.addOptions(options, help.createDefaultParamLabelRenderer());
                text.append(heading).append(":\n").append(layout);
            }
        });
        return text.toString();
    }

    /** Picocli's user object of an option is the field or the method that it is declared by. */
    static String heading(OptionSpec option) {
        Heading heading = ((Member) option.userObject()).getDeclaringClass().getAnnotation(Heading.class);
        return heading == null ? OWN : heading.value();
    }
}
