package dev.rollcall.sso.trace;

import dev.rollcall.sso.secret.Fresh;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Trace ids that people read out on the telephone: four words of 256, so 32 random bits. Two flows of 90 days may share one by chance; whoever
 * looks one up sees those of their own connections only.
 */
public final class Mnemonics {
    static final int WORDS = 4;

    static final List<String> LIST = List.of("""
            acorn album alpine amber anchor apple apron arrow aspen atlas autumn avenue badge bagel bamboo banjo barrel basil basket
            beach beacon bella berry bison blanket bonus border bottle bridge bronze bucket buffalo button cabin cactus camel camera candle
            canoe canyon carbon cargo carpet castle cedar cello chalk cherry chess cider cinema circle citrus cliff clover cobalt cocoa comet
            copper coral corner cotton coyote cradle crane crater crystal curtain daisy dancer delta denim desert diamond dolphin domino donkey
            dragon drummer eagle easel echo elbow elder ember empire engine fabric falcon farmer feather fender fern fiddle finch flamingo flute
            forest fossil fountain galaxy garden garlic gazelle giant ginger glacier globe goblet golden granite grape gravel guitar hammer
            harbor harvest hazel helmet heron hickory hockey honey horizon hotel igloo indigo island ivory jacket jaguar jasmine jelly jigsaw
            jungle juniper kayak kennel kettle kitchen kiwi koala ladder lagoon lantern laurel lemon lentil leopard lilac linen lizard lobster
            locket lotus lumber lunar magnet mango maple marble meadow melon meteor mirror mitten monarch morning mosaic motor muffin mustard
            napkin nectar needle nickel nutmeg oasis ocean olive onion opera orange orbit orchid osprey otter oxygen paddle panda paper papaya
            parcel parrot pebble pelican pepper piano picnic pigeon pillow pilot planet plaza pocket polar prairie pumpkin puzzle pyramid
            quartz rabbit radar radish rainbow raven ribbon ripple river rocket saddle saffron sailor salmon sapphire satin scarlet season shadow
            shelter silver singer sparrow spiral spruce stable summit sunset tango temple tiger timber tomato topaz tulip tunnel turtle
            umbrella valley velvet violin walnut willow winter yellow zebra
            """.strip().split("\\s+"));

    private static final Pattern FORM = Pattern.compile("[a-z]{4,8}(-[a-z]{4,8}){3}");

    private Mnemonics() {}

    public static String fresh() {
        StringBuilder words = new StringBuilder();
        for (byte random : Fresh.bytes(WORDS)) {
            words.append(words.isEmpty() ? "" : "-").append(LIST.get(Byte.toUnsignedInt(random)));
        }
        return words.toString();
    }

    /** Whether it could be one: spelled as we spell them. */
    static boolean looksLikeOne(String text) {
        return FORM.matcher(text).matches();
    }
}
