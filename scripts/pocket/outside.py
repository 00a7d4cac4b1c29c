"""Prompts that Pocket cannot answer: what they are about, and a new one for each call. `held_outside.txt` is never trained."""
import json
import re

import frames
import shapes_families
import shapes_terms
from outside_code import AROUND_CODE, CODE_LANGUAGES, CODE_PIECES, PROGRAMMING
from outside_talk import ASKED, SAID, TOLD, script_sentence, tongue_sentence
from outside_words import (DISHES, FOREIGN, LANGUAGES, NAMES, PHRASES, TASKS, THINGS, TONGUES, TOPICS, WRITINGS)

CODE = """
Write a {l} function that {task}.|write a {l} program that {task}|Write {l} code that {task}|How do I write a {l} script that {task}?|
Give me a {l} example that {task}|Can you code something in {l} that {task}?|{l} script that {task}|I need a {l} class that {task}.|
Fix this {l} code:\n{code}|Why does this fail?\n{code}|What does this code do?\n{code}|Explain this code:\n{code}|{code}|
Refactor:\n{code}|Add types to this.\n{code}|Find the bug in {code}|Translate this from {l} to {l2}:\n{code}|Write a unit test for\n{code}|
How do I install {l}?|How do I read a file in {l}?|What is a loop in {l}?|Is {l} better than {l2}?|Which is faster, {l} or {l2}?|
How do I debug {l}?|Convert this to {l}: {code}|Write a regex for phone numbers in {l}|Optimize this query: SELECT * FROM {w} WHERE id = {n}|
Write a Dockerfile for a {l} app|Make a web page about {topic} in HTML|npm install fails, what now?|How do I undo a git commit?
""".replace('|\n', '|').strip().replace('\\n', '\n').split('|')

EVERYDAY = """
How do I cook {dish}?|Recipe for {dish}|Give me a recipe for {dish}.|What do I need for {dish}?|How long does {dish} take in the oven?|
What goes well with {dish}?|I have eggs and {w}, what can I cook?|Is {dish} healthy?|A vegan version of {dish} please|
Write {writing} about {topic}.|Please write {writing} about {topic}|Can you write {writing} on {topic}?|I need {writing} about {topic}|
Compose {writing} about {topic} in {n} lines|Make {writing} about {topic} funnier|Continue this story: Once there was {topic}|
Tell me {writing}.|Tell me something about {topic}|Tell me a story about {topic}.|Give me ten ideas for {topic}|Brainstorm names for {topic}|
Translate "{phrase}" into {tongue}.|How do you say {phrase} in {tongue}?|Say {phrase} in {tongue}|What is {w} in {tongue}?|
Translate this to {tongue}: {phrase}|Teach me some {tongue}|Answer in {tongue}: what is {thing}?|Do you speak {tongue}?|
What will the weather be in {name} tomorrow?|What happened in {name} today?|News from {name}?|What is the latest news about {topic}?|
Who won the game between {name} and {name2}?|Who is the president of {name}?|What is the capital of {name}?|How far is {name} from {name2}?|
How many people live in {name}?|When was {name} founded?|Best restaurants in {name}|Plan a trip to {name} for {n} days.|Book a flight to {name}|
What time is it in {name}?|What day is it today?|What is today's date?|Who wrote {name}?|Who painted {name}?|Who invented {thing}?|
How does {thing} work?|How do I repair {thing}?|How do I make {thing}?|How old is {name}?|How big is {thing}?|Where can I buy {thing}?|
Why is {thing} so expensive?|Why do people like {thing}?|What colour is {thing}?|Draw {thing}.|Draw me a picture of {topic}|
Should I buy {name} or {name2}?|Is it true that {thing} is dangerous?|Do you like {thing}?|Do you like {topic}?|What do you think of {name}?|
I am bored|I am sad today|My back hurts, what should I do?|I had a fight with {w}|Do you dream?|Do you love me?|Can you keep a secret?|
Let's play a game.|Sing a song|Guess what I am thinking|What is the meaning of life?|Are you happy?|What did you do yesterday?|
Do my homework about {thing}|Quiz me about {thing}|Remind me to call {name} at {n}|Set a timer for {n} minutes|Turn off the light|
Summarize this text:\n{text}|Summarize:\n{text}|What is this about?\n{text}|Improve my text: {text}|Correct the grammar: {text}|
{text}|{text}\n\nShorten this.|Rewrite this politely: {text}|Is this text good?\n{text}|Proofread:\n{text}|Make bullet points of this: {text}|
Extract all names from: {text}|Reply to this mail:\n{text}|What is the sentiment of: {text}|Classify this: {text}|Turn this into a table: {text}|
Find errors in {text}|Here is my file:\n{text}|{data}|Explain this log: {log}|{log}|What does this error mean? {log}|Parse this: {data}|
Format this JSON: {data}|Convert to CSV: {data}|What is the average in {data}|Which model is best for {topic}?|Which AI should I use for {topic}?|
Write a system prompt for a bot about {topic}|Improve this prompt: write {writing} about {topic}|Make a slide about {known}|
Write {writing} about {known}|Write a long article about {known}|Translate {known} into {tongue}|Draw a diagram of {known}|
Write {l} code for {known}|Implement {known} in {l}|How do I install {known} on Windows?|Which book about {known} should I buy?|
Rhyme with {known}|How many letters are in {known}?|Spell {w} backwards|Make a quiz with {n} questions about {known}|
asdf|qwertz|{w}|{w} {w2}|{w} {w2} {n}|???|...|{n}|:-)|lorem ipsum dolor|blah blah|no|yes|maybe|why?|what?|how?|and then?|really?|
Is {name} a city?|Is {thing} alive?|Can {thing} fly?|I want to learn {thing}|I like {thing}|I bought {thing} yesterday.|
My {w} is broken.|The {w} was in the {w2}.|We need to talk about {topic}.|Let's talk about {topic}|Please help me with {topic}
""".replace('|\n', '|').strip().replace('\\n', '\n').split('|')

MATHS = """
What is {n} + {k}?|{n} + {k}|{n}*{k}=|Calculate {n} / {k}.|how much is {n} times {k}|What is {n} minus {k}?|{n} - {k} = ?|
What is {k} percent of {n}?|Solve x + {k} = {n}|Solve {k}x = {n} for x.|Is {n} a prime number?|What is the square root of {n}?|
Add {n}, {k} and {j}.|Sum of {n} and {k}|What is {n} in binary?|Convert {n} miles to km|How many minutes are in {k} hours?|
The integral of x^{j}|What is the derivative of {j}x^2?|If I have {n} apples and eat {k}, how many are left?|factor {n}|{n}^{j}|
A train goes {n} km in {j} hours, how fast is it?|Round {n}.{k} to one digit|Which is larger, {n} or {k}?|{k}! = ?|log({n})
""".replace('|\n', '|').strip().split('|')

SNIPPETS = """
def {w}(x):\n    return x * {n}|for i in range({n}):\n    print({w}[i])|const {w} = {w2}.map((x) => x + {n});|function {w}() { return {n}; }|
public class {W} { private int {w2} = {n}; }|SELECT {w}, count(*) FROM {w2} GROUP BY {w};|import {w}\nfrom {w2} import {W}|
if ({w} > {n}) {\n  {w2}();\n}|#include <stdio.h>\nint main() { printf("{w}"); }|let mut {w} = vec![{n}; 10];|<div class="{w}">{w2}</div>|
{w}: {\n  color: red;\n}|curl https://{w}.example/{w2}|while True:\n    {w} += {n}|try {\n  {w}();\n} catch (e) { throw e; }|
package main\n\nfunc {W}() int { return {n} }|echo ${w} \\| grep {w2}|x = lambda {w}: {w}.{w2}({n})|type {W} = { {w}: string; {w2}: number };
""".replace('|\n', '|').strip().replace('\\n', '\n').replace('\\|', '\x00').split('|')
SNIPPETS = [s.replace('\x00', '|') for s in SNIPPETS]

PLAIN_THINGS = [t.split(' ', 1)[1] if t.startswith(('a ', 'an ', 'the ')) else t for t in THINGS]
SINGLE = [t.lower() for t in PLAIN_THINGS if t.isalpha()]


def data(rng):
    rows = [{rng.choice(SINGLE): rng.randrange(1000), 'name': rng.choice(NAMES)} for _ in range(rng.randrange(1, 5))]
    return json.dumps(rows, indent=rng.choice([None, 2])) if rng.random() < 0.6 else '\n'.join(
        ','.join(map(str, row.values())) for row in rows)


def log(rng):
    w = rng.choice(SINGLE)
    return rng.choice([
        f'[{rng.randrange(24)}:{rng.randrange(60)}] ERROR {w}: connection refused', f'TypeError: {w} is not a function',
        f'Traceback (most recent call last):\n  File "{w}.py", line {rng.randrange(300)}\nKeyError: \'{rng.choice(SINGLE)}\'',
        f'warning: unused variable `{w}`', f'npm ERR! code E{rng.randrange(400, 510)} {w}', f'Segmentation fault in {w}',
        f'java.lang.NullPointerException at {w.title()}.java:{rng.randrange(900)}', f'exit code {rng.randrange(1, 200)}: {w} not found',
    ])


def fill(shape, rng, known, texts):
    """`shape` with a word for each name in braces. Code has braces of its own, so only known names are replaced."""
    def text():
        whole = rng.choice(texts)
        start = rng.choice([0, 0, rng.randrange(len(whole))])
        return whole[start:start + rng.choice([60, 60, 120, 120, 250, 250, 500, 900])]

    makers = {
        'code': lambda: fill(rng.choice(SNIPPETS), rng, known, texts), 'text': text, 'data': lambda: data(rng), 'log': lambda: log(rng),
        'l': lambda: rng.choice(LANGUAGES), 'l2': lambda: rng.choice(LANGUAGES), 'task': lambda: rng.choice(TASKS),
        'dish': lambda: rng.choice(DISHES), 'writing': lambda: rng.choice(WRITINGS), 'topic': lambda: rng.choice(TOPICS),
        'tongue': lambda: rng.choice(TONGUES), 'phrase': lambda: rng.choice(PHRASES), 'name': lambda: rng.choice(NAMES),
        'name2': lambda: rng.choice(NAMES), 'thing': lambda: rng.choice(THINGS), 'w': lambda: rng.choice(SINGLE),
        'w2': lambda: rng.choice(SINGLE), 'W': lambda: rng.choice(SINGLE).title(), 'known': lambda: rng.choice(known),
        'n': lambda: str(rng.randrange(rng.choice([10, 100, 1000, 100000]))), 'k': lambda: str(rng.randrange(2, 100)),
        'j': lambda: str(rng.randrange(2, 10)),
    }
    for name, make in makers.items():
        while '{' + name + '}' in shape:
            shape = shape.replace('{' + name + '}', make(), 1)
    return shape


def any_words(shape, rng, made_up):
    """`shape` with words that nobody chose: a new one in each place."""
    name = lambda: rng.choice(NAMES) if rng.random() < 0.5 else rng.choice(made_up).title()
    makers = {
        '{x}': lambda: frames.syllables(rng) if rng.random() < 0.04 else rng.choice(made_up),
        '{y}': lambda: ' '.join(rng.choice(made_up) for _ in range(rng.choice([1, 2, 2, 3]))),
        '{X}': name, '{l}': lambda: rng.choice(CODE_LANGUAGES), '{n}': lambda: str(rng.randrange(rng.choice([3, 10, 60, 1000, 100000]))),
    }
    return re.sub(r'\{[xyXln]\}', lambda found: makers[found.group()](), shape)


def code(rng, made_up):
    shape = rng.choice(AROUND_CODE)
    while '{c}' in shape:
        shape = shape.replace('{c}', rng.choice(CODE_PIECES), 1)
    return any_words(shape, rng, made_up)


def identifier(rng, made_up):
    """What looks like the name of a model, a field or a file, and is none that Pocket knows."""
    a, b, n = rng.choice(made_up), rng.choice(made_up), rng.choice(['2', '7b', '3.1', 'pro', 'mini', '40', 'v2', '2024'])
    return rng.choice([f'{a}-{b}', f'{a}_{b}', f'{a}{b.title()}', f'{a}.{b}', f'{a.title()} {n}', f'{a}-{n}', f'{a}-{b}-{n}', a.upper(), a[:4].upper(), f'--{a}-{b}'])


def unknown(rng, made_up):
    """A question in a shape that is trained for terms and families, about something that is neither."""
    def subject():
        kind = rng.random()
        if kind < 0.12:
            return frames.syllables(rng)
        if kind < 0.22:
            return identifier(rng, made_up)
        word = rng.choice(rng.choice([PLAIN_THINGS, NAMES, made_up, made_up]))
        return f'{rng.choice(made_up)} {word}' if kind < 0.4 else word

    a, b = subject(), subject()
    shape = frames.composed(rng) if rng.random() < 0.2 else rng.choice(rng.choice([
        *[shapes_terms.MEANING] * 3, shapes_terms.WHY, shapes_terms.DIFFERENCE, shapes_families.MAKER, shapes_families.OPENNESS,
        shapes_families.STRENGTHS, shapes_families.MAKES]))
    article = ('an ' if a[0] in 'aeiou' else 'a ') + a if a[0].islower() and rng.random() < 0.6 else a
    for name, word in {'t': a, 'a': article, 'p': a + 's', 'u': a, 'v': b, 'f': a, 'k': a}.items():
        shape = shape.replace('{' + name + '}', word)
    return frames.framed(shape, rng, made_up) if rng.random() < 0.25 else shape


def prompt(rng, known, texts, made_up):
    """One prompt outside of what Pocket knows."""
    kind = rng.random()
    if kind < 0.30:
        return unknown(rng, made_up)
    if kind < 0.34:
        shape = rng.choice(rng.choice(FOREIGN))
        return shape.replace('{x}', rng.choice(rng.choice([SINGLE, known, NAMES])))
    if kind < 0.40:
        return tongue_sentence(rng)
    if kind < 0.42:
        return script_sentence(rng)
    if kind < 0.45:
        sentence = rng.choice(re.split(r'(?<=[.!?])\s+|\n', rng.choice(texts)))
        return sentence[:200] or '?'
    if kind < 0.68:
        return talk(rng, made_up)
    if kind < 0.76:
        return code(rng, made_up)
    if kind < 0.80:
        return any_words(rng.choice(PROGRAMMING), rng, made_up)
    shape = rng.choice(CODE if kind < 0.84 else MATHS if kind < 0.89 else EVERYDAY)
    return fill(shape, rng, known, texts)


def talk(rng, made_up):
    """One or two sentences about anything."""
    shape = rng.choice(rng.choice([ASKED, ASKED, TOLD, TOLD, SAID]))
    if rng.random() < 0.12:
        shape += ' ' + rng.choice(rng.choice([ASKED, TOLD, SAID]))
    return any_words(shape, rng, made_up)
