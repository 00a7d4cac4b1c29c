"""What stands around a question, and questions put together from parts: so that Pocket learns to look at the name in it and the
kind of question, and not at words that it happens to have seen."""

BEFORE = """
Hello,|Hi,|Hey,|Hey Pocket,|Ok,|Okay,|So,|Well,|Now,|Right,|Please:|A question:|One more question:|Another one:|Just wondering:|Honest question:|
Maybe a silly question, but|I am new to this:|I am new here.|As a beginner:|As a student:|For my exam:|For school:|For a talk tomorrow:|
Before the meeting:|I am reading a paper.|I am writing an article.|We had this in class.|My teacher asked:|My boss wants to know:|
A friend asked me:|Our team discussed it yesterday.|In the newspaper I read about it.|I saw a video on it.|Since you know the glossary:|
You are an expert.|Be brief.|Short answer please.|In plain words:|In a few words:|Without jargon:|For dummies:|I forgot:|I never understood it.|
Not sure I get it:|I wonder,|I am curious:|Good morning!|Thanks.|No, I meant:|First,|Next:|Then:|Sorry to bother you.|Help!|Pocket,|Q:|Question:
""".replace('\n', '').strip().split('|')

AFTER = """
Thanks.|Thanks!|Thank you.|please|, please|Please.|in short|in one sentence|in simple terms|for a beginner|for beginners|for a child|briefly|
I need it for work.|I need it for school.|I am new to this.|I have no idea.|Be brief.|Keep it short.|Just the basics.|in plain English|
, roughly|, exactly|, in general|, if you know|, by the way|again|, again|once more|these days|today|here|, and be quick|for my notes|Any hint?
""".replace('\n', '').strip().split('|')

LEADS = """
can you|could you|would you|will you|please|kindly|I want you to|I would like you to|I'd like you to|you should|let's|try to|help me to|
it would be great if you could|I need someone to|are you able to||||||
""".replace('\n', '').split('|')

VERBS = """
explain|describe|define|clarify|outline|sketch|say|tell me|tell us|show me|teach me|write down|spell out|state|note|introduce|present|
give me an idea of|let me know|help me see|make clear|break down|illustrate|characterize|look up|find out|work out|put in words|
""".replace('\n', '').strip('|').split('|')

OBJECTS = """
what {a} is|what {t} is|what {t} means|what {t} stands for|what is meant by {t}|the meaning of {t}|the term {t}|the word {t}|the notion of {t}|
the concept of {t}|the idea behind {t}|the definition of {t}|what they call {t}|what people call {t}|what {a} does|how {t} works|{t}|{a}|{p}|
""".replace('\n', '').strip('|').split('|')

PLAIN = """
{t} - what's that?|{t}, what is that|what, please, is {a}|is there a definition of {t}|got a definition of {t}?|what's a good definition of {t}|
how does {t} work|how do {p} work|what happens with {t}|what goes on in {t}|what do {p} do|what does {a} do|where does one meet {t}|
looking for the meaning of {t}|trying to understand {t}|I want to understand {t}|I want to know what {t} is|I'd like to learn about {t}|
no clue what {t} is|not sure what {t} means|never heard of {t}|heard of {t} today|what about {t}|how about {t}|any idea what {t} is|
who can explain {t}|anybody know what {t} is|people say {t}, what do they mean|the text says {t}, meaning what|is {t} a thing|
when somebody says {t}, what is it|what would you call {t}|what might {a} be|what on earth is {a}|what the heck is {t}|
""".replace('\n', '').strip('|').split('|')


def composed(rng):
    """A shape that asks for a meaning, put together from parts."""
    if rng.random() < 0.35:
        return rng.choice(PLAIN)
    parts = [rng.choice(LEADS), rng.choice(VERBS), rng.choice(OBJECTS)]
    shape = ' '.join(part for part in parts if part)
    return (shape[0].upper() + shape[1:] if shape[0] != '{' else shape) + rng.choice(['', '.', '?', ''])


def framed(question, rng, words):
    """`question` with something before or after it: a phrase, or words that say nothing."""
    kind = rng.random()
    if kind < 0.4:
        lead = rng.choice(BEFORE)
        return f'{lead} {question[0].lower() + question[1:] if rng.random() < 0.5 and question[1:2].islower() else question}'
    if kind < 0.6:
        return f'{question} {rng.choice(AFTER)}'.replace(' ,', ',')
    noise = ' '.join(rng.choice(words) for _ in range(rng.randrange(1, 6)))
    if kind < 0.85:
        return f"{noise.capitalize() if rng.random() < 0.5 else noise}{rng.choice([',', ':', '.', '', ' -'])} {question}"
    return f'{question} {noise}{rng.choice(["", ".", "?"])}'


def disturbed(shape, rng, words):
    """`shape` with one or two of its words put in, or replaced by, words that say nothing; its places stay."""
    parts = shape.split(' ')
    for _ in range(rng.choice([1, 1, 2, 3])):
        i = rng.randrange(len(parts))
        if '{' in parts[i] or rng.random() < 0.4:
            parts.insert(i, rng.choice(words))
        else:
            parts[i] = rng.choice(words)
    return ' '.join(parts)


def syllables(rng):
    """A word that nobody has heard of."""
    return ''.join(rng.choice('b c d f g h j k l m n p r s t v w z bl br ch dr fl gr pl sh st th tr'.split()) + rng.choice('a e i o u ai ee oo ou'.split())
                   for _ in range(rng.randrange(1, 4))) + rng.choice(['', 'n', 'r', 'x', 'st', 'ng', 'l', 'tion', 'ment', 'ity', 'er'])
