package org.duovox.conversation;

import java.util.Optional;
import org.duovox.conversation.ConversationAction.ChangePin;
import org.duovox.conversation.ConversationAction.CheckSignIn;
import org.duovox.conversation.ConversationAction.SetTimer;
import org.duovox.conversation.ConversationAction.StopPlaying;
import org.duovox.conversation.ConversationState.ChangingPin;
import org.duovox.conversation.ConversationState.CheckingSignIn;
import org.duovox.conversation.ConversationState.Entering;
import org.duovox.prompt.PromptName;
import org.duovox.user.Extension;
import org.duovox.user.Pin;

/** IDs and PINs: signing in, and a new PIN. */
record NumberEntry(ConversationSettings settings, Steps steps) {

    Step pressed(Entering at, char key) {
        return switch (key) {
            case '#' -> entered(at);
            case '*' -> at.digits().isEmpty() ? back(at.asked()) : askAgain(at);
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                Steps.go(
                        new Entering(at.asked(), at.digits().and(key), at.repeats()),
                        new StopPlaying(),
                        new SetTimer(settings.inactivity()));
            default -> Steps.stay(at);
        };
    }

    /** Silence ends a number too. */
    Step entered(Entering at) {
        if (at.digits().isEmpty()) {
            return askAgain(at);
        }
        return switch (at.asked()) {
            case NumberAsked.SignInId asked ->
                Steps.ask(new NumberAsked.SignInPin(at.digits().value(), false, asked.wrongTries()));
            case NumberAsked.SignInPin asked -> signIn(asked, at.digits());
            case NumberAsked.NewPin asked -> newPin(asked, at.digits());
            case NumberAsked.NewPinAgain asked -> newPinAgain(asked, at.digits());
        };
    }

    private Step askAgain(Entering at) {
        return at.repeats() >= settings.repeats() ? Steps.goodbye() : Steps.ask(at.asked(), at.repeats() + 1);
    }

    private static Step back(NumberAsked asked) {
        return switch (asked) {
            case NumberAsked.SignInId id -> Steps.goodbye();
            case NumberAsked.SignInPin pin -> Steps.ask(new NumberAsked.SignInId(pin.wrongTries()));
            case NumberAsked.NewPin pin -> notChanged(pin.owner());
            case NumberAsked.NewPinAgain pin -> notChanged(pin.owner());
        };
    }

    private Step signIn(NumberAsked.SignInPin asked, Digits digits) {
        Optional<Extension> extension = Extension.of(asked.id());
        Optional<Pin> pin = Pin.of(digits.value());
        if (extension.isEmpty() || pin.isEmpty()) {
            return wrong(asked);
        }
        return steps.await(new CheckingSignIn(asked), new CheckSignIn(extension.get(), pin.get()));
    }

    Step checked(CheckingSignIn state, SignInResult result) {
        return switch (result) {
            case SignInResult.SignedIn ok -> new UserMenus(steps).welcome(ok.owner());
            case SignInResult.Refused refused ->
                switch (refused) {
                    case WRONG_PIN, LOCKED, UNKNOWN -> wrong(state.signIn());
                    case NOT_AVAILABLE -> Steps.goodbye(PromptName.NOT_AVAILABLE_NOW, PromptName.TRY_AGAIN_LATER);
                };
        };
    }

    private Step wrong(NumberAsked.SignInPin asked) {
        int wrongTries = asked.wrongTries() + 1;
        if (wrongTries >= settings.signInTries()) {
            return Steps.goodbye(PromptName.SIGN_IN_FAILED);
        }
        return Steps.ask(
                asked.ownPhone()
                        ? new NumberAsked.SignInPin(asked.id(), true, wrongTries)
                        : new NumberAsked.SignInId(wrongTries),
                PromptName.SIGN_IN_REFUSED);
    }

    private Step newPin(NumberAsked.NewPin asked, Digits digits) {
        Optional<Pin> pin = Pin.of(digits.value());
        if (pin.isEmpty()) {
            return refused(asked.owner(), asked.refused(), PromptName.PIN_LENGTH);
        }
        if (PinRules.tooSimple(pin.get(), asked.owner().extension())) {
            return refused(asked.owner(), asked.refused(), PromptName.PIN_TOO_SIMPLE);
        }
        return Steps.ask(new NumberAsked.NewPinAgain(asked.owner(), digits, asked.refused()));
    }

    private Step newPinAgain(NumberAsked.NewPinAgain asked, Digits digits) {
        if (!digits.equals(asked.first())) {
            return refused(asked.owner(), asked.refused(), PromptName.PINS_DIFFER);
        }
        return steps.await(
                new ChangingPin(asked.owner()), new ChangePin(asked.owner().id(), new Pin(digits.value())));
    }

    private Step refused(MailboxOwner owner, int refused, PromptName why) {
        if (refused >= settings.repeats()) {
            return Steps.at(new Place.UserMenu(owner, MenuName.MAIN), why, PromptName.PIN_NOT_CHANGED);
        }
        return Steps.ask(new NumberAsked.NewPin(owner, refused + 1), why);
    }

    Step changed(ChangingPin state, PinChangeResult result) {
        return switch (result) {
            case CHANGED -> Steps.at(new Place.UserMenu(state.owner(), MenuName.MAIN), PromptName.PIN_CHANGED);
            case REFUSED -> Steps.ask(new NumberAsked.NewPin(state.owner(), 0), PromptName.PIN_TOO_SIMPLE);
            case FAILED ->
                Steps.at(
                        new Place.UserMenu(state.owner(), MenuName.MAIN),
                        PromptName.COULD_NOT_BE_DONE,
                        PromptName.PIN_NOT_CHANGED);
        };
    }

    private static Step notChanged(MailboxOwner owner) {
        return Steps.at(new Place.UserMenu(owner, MenuName.PREFERENCES), PromptName.PIN_NOT_CHANGED);
    }
}
