package io.hourglass.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourglass.math.RandomStream;
import io.hourglass.plan.Convolution;
import io.hourglass.plan.HourglassPlan;
import io.hourglass.plan.NetworkPlan;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingTest {
    private static final Convolution CONVOLUTION = Convolution.of(4, 8);

    @ParameterizedTest
    @EnumSource
    void noDrawDropsTheConvolutions(Setting setting) {
        HourglassPlan plan = HourglassPlan.defaults()
                .withNetwork(NetworkPlan.defaults().withConvolution(CONVOLUTION));
        for (long draw = 0; draw < 20; draw++) {
            HourglassPlan drawn = setting.draw(plan, RandomStream.of(3, draw));
            assertThat(drawn.network().regularity().convolution()).isEqualTo(Optional.of(CONVOLUTION));
        }
    }
}
