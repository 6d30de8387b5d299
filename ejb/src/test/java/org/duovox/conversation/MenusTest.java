package org.duovox.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MenusTest {

    static List<Menu<?>> menus() {
        List<Menu<?>> menus = new ArrayList<>(List.of(
                Menus.GREETED,
                Menus.REVIEW_MESSAGE,
                Menus.REVIEW_WITHOUT_URGENT,
                Menus.LISTENING,
                Menus.LISTENING_TO_DELETED,
                Menus.AFTER_MESSAGE,
                Menus.AFTER_DELETED));
        for (MenuName name : MenuName.values()) {
            menus.add(Menus.of(name));
        }
        return menus;
    }

    @ParameterizedTest
    @MethodSource("menus")
    void everyBeginningOfSeveralKeysIsAChoiceItself(Menu<?> menu) {
        for (String keys : menu.choices().keySet()) {
            for (int length = 1; length < keys.length(); length++) {
                assertThat(menu.choice(keys.substring(0, length)))
                        .as(keys.substring(0, length))
                        .isPresent();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("menus")
    void starAndPoundAreNeverBeginnings(Menu<?> menu) {
        assertThat(menu.isBeginning("*")).isFalse();
        assertThat(menu.isBeginning("#")).isFalse();
    }
}
