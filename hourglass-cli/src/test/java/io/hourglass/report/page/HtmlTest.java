package io.hourglass.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;

final class HtmlTest {
    @Test
    void textsAndAttributesAreEscaped() {
        String html = new Html()
                .leaf("p", "<script>alert('a & b')</script>", "title", "\"><img src=x>")
                .toString();
        assertThat(html)
                .isEqualTo("<p title=\"&quot;&gt;&lt;img src=x&gt;\">&lt;script&gt;alert(&#39;a &amp; b&#39;)"
                        + "&lt;/script&gt;</p>");
    }

    @Test
    void charactersThatHtmlCannotHoldAreReplaced() {
        assertThat(new Html().text("a\u0000b\uD800c\uD83D\uDE00").toString()).isEqualTo("a\uFFFDb\uFFFDc\uD83D\uDE00");
    }

    @Test
    void anAttributeWithoutValueIsLeftOut() {
        assertThat(new Html().open("img", "alt", null, "src", "x").toString()).isEqualTo("<img src=\"x\">");
    }

    @Test
    void anElementLeftOpenIsNoticed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Html().open("div").toString());
    }

    @Test
    void rawContentCannotEndItsElement() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Html().raw("script", "'</SCRIPT>'"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Html().raw("script", "'<!--'"));
    }

    @Test
    void dataOfAChartCannotEndItsScript() {
        JsonObject data = new JsonObject();
        data.addProperty("name", "</script><script>alert(1)</script>");
        Html html = new Html();
        new Chart("lines", "a chart", data).write(html);
        assertThat(html.toString()).doesNotContain("alert(1)</script>").contains("\\u003c/script\\u003e");
    }
}
