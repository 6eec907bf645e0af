package io.hourglass.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.hourglass.Hourglass;
import io.hourglass.training.EpochReport;
import io.hourglass.training.History;
import io.hourglass.words.Words;

/** How the training of each member of an ensemble went. */
final class MemberWords {
    private MemberWords() {}

    /** One object a member; of a single autoencoder just its own. */
    static JsonArray objects(Hourglass model) {
        JsonArray members = new JsonArray();
        for (History history : model.histories()) {
            JsonObject member = new JsonObject();
            member.addProperty("epochs", history.epochs().size());
            member.addProperty("bestEpoch", history.bestEpoch());
            member.addProperty("stopped", SettingConverter.name(history.stopped()));
            if (history.bestEpoch() > 0) {
                member.addProperty("loss", history.best().loss());
                member.addProperty("validationLoss", history.best().validationLoss());
            }
            member.addProperty("seconds", history.seconds());
            members.add(member);
        }
        return members;
    }

    /** A table with a line a member, behind an empty line and a heading; nothing of a single autoencoder. */
    static String lines(Hourglass model) {
        if (model.members() == 1) {
            return "";
        }
        TextTable table = TextTable.indented("member", "epochs", "best", "loss", "validation", "seconds");
        int number = 1;
        for (History history : model.histories()) {
            EpochReport best = history.best();
            table.row(
                    Words.count(number++),
                    Words.count(history.epochs().size()),
                    Words.count(history.bestEpoch()),
                    Words.figure(best.loss()),
                    Double.isNaN(best.validationLoss()) ? "-" : Words.figure(best.validationLoss()),
                    Words.figure(history.seconds()));
        }
        return "\n\n" + Words.count(model.members())
                + " members, whose mean counts; epochs and loss above are the first one's\n" + table;
    }
}
