"""The shapes of questions about terms. `HELD` ones are never trained: they measure what a new wording does. `NEXT` ones follow a
question about a term, and name it no more.

{t} is a form of a term, {a} one with its article or without, {p} its plural, {u} and {v} two terms.
"""

MEANING = """
What is {a}?
What's {a}?
whats {a}
What are {p}?
What does {t} mean?
what does "{t}" mean?
What does {t} mean in AI?
What is the meaning of {t}?
What is meant by {t}?
What do people mean by {t}?
what do you mean by {t}
Explain {t}.
Explain {a} to me.
Explain {t} simply
Explain {t} in one sentence.
explain {t} like I'm five
Can you explain {t}?
Could you explain what {t} is?
Please explain {a}.
Define {t}.
Definition of {t}
Give me a definition of {t}.
Give me a short definition of {t}
Tell me about {p}.
Tell me what {a} is.
Tell me what {t} means
I don't understand {t}.
I do not understand what {t} is
I read about {t}. What is it?
What is {a} in machine learning?
What is {t} in an LLM?
What is {a} in the context of language models?
{t}
{t}?
{t}: what is it?
{t} meaning
{t} definition
{t} explained
meaning of {t}
so what is {a}?
ok, and what is {t}?
And {t}?
Hey, what is {a}?
hi, what does {t} mean?
Do you know what {a} is?
Do you know {t}?
Describe {t}.
Describe {a} briefly
In simple words, what is {t}?
In short: what is {a}?
What exactly is {a}?
What kind of thing is {a}?
How would you define {t}?
How would you describe {a}?
How do you explain {t} to a beginner?
I keep hearing about {p}, what are they?
Someone mentioned {t}; what does it mean?
The docs mention {t}. What is that?
I saw {t} in a config file, what does it do?
What is the idea of {t}?
What does the term {t} stand for?
What is the definition of {t}?
help me understand {t}
i need a definition for {t}
can you tell me what {a} is
Is {t} an AI term? What does it mean?
""".strip().split('\n')

MEANING_HELD = """
Would you mind telling me what {a} is?
What should I understand by {t}?
Remind me what {t} means.
Quick question: what is {a}?
I came across the word {t} - meaning?
How is {t} defined?
Sorry, but what is {a} supposed to be?
My colleague talks about {t} all the time. What is it?
Summarize what {t} means.
For a newcomer: what is {a}?
what's {t} about
Can somebody explain {t} please
""".strip().split('\n')

WHY = """
Why does {t} matter?
why does {t} matter
Why do {p} matter?
Why is {t} important?
Why is {a} important?
Why are {p} important?
Why should I care about {t}?
Why do I need to know about {t}?
Why would I need {a}?
Why is {t} useful?
Why {t}?
What is the importance of {t}?
What is {t} good for?
What is {a} good for?
What is the point of {t}?
What's the point of {p}?
What is the benefit of {t}?
What does {t} change for me?
How does {t} matter in practice?
What should I know about {t} in practice?
Tell me why {t} matters.
Explain why {t} is important.
Explain why {p} matter
Does {t} matter? Why?
Is {t} important?
Is {a} important and why?
{t}: why does it matter?
{t} - why is it important?
Why does anybody care about {t}?
Why do people talk about {t}?
Why must I think of {t}?
For what reason is {t} important?
what makes {t} important
importance of {t}
why bother with {t}?
What makes {p} useful?
What makes {a} worth it?
Why would {p} matter to me?
Why is {t} a thing to care about?
Why should anyone use {p}?
Tell me what {t} is good for.
What is in {t} for me?
In what cases does {t} matter?
Is it good to know {t}? Why?
Explain the point of {p}.
""".strip().split('\n')

WHY_HELD = """
Why is it worth knowing {t}?
In what way is {t} important?
Why should a developer care about {p}?
Can you tell me why {t} matters?
What makes {t} matter?
Please explain the importance of {t}.
""".strip().split('\n')

DIFFERENCE = """
What is the difference between {u} and {v}?
What's the difference between {u} and {v}?
whats the difference between {u} and {v}
What are the differences between {u} and {v}?
What is the difference between {u} & {v}?
Difference between {u} and {v}
difference {u} {v}
Differences of {u} and {v}?
How does {u} differ from {v}?
How do {u} and {v} differ?
How is {u} different from {v}?
How are {u} and {v} different?
In what way are {u} and {v} different?
Is {u} the same as {v}?
Are {u} and {v} the same?
Are {u} and {v} the same thing?
Is {u} the same thing as {v}?
Isn't {u} just {v}?
{u} vs {v}
{u} vs. {v}
{u} versus {v}
{u} vs {v}?
{u} or {v}?
{u} or {v}: what is the difference?
Compare {u} and {v}.
Compare {u} with {v}
Compare {u} to {v}.
Please compare {u} and {v}.
Explain the difference between {u} and {v}.
Can you explain the difference between {u} and {v}?
Tell me the difference between {u} and {v}.
Tell me how {u} differs from {v}
I confuse {u} and {v}.
I mix up {u} and {v}, help
What distinguishes {u} from {v}?
What separates {u} from {v}?
How can I tell {u} from {v}?
How do I tell {u} and {v} apart?
{u} and {v}: how do they differ?
{u} compared to {v}
Where is the difference between {u} and {v}?
{u} against {v}
{u} against {v}?
{u} and {v}, what is different?
{u} or {v}, how are they different?
What sets {u} and {v} apart?
Set {u} apart from {v}.
Is there a difference between {u} and {v}?
Do {u} and {v} differ?
Does {u} mean {v}?
How would you tell {u} from {v}?
Put {u} beside {v}.
Can you compare {u} with {v}?
I do not see the difference of {u} and {v}
""".strip().split('\n')

DIFFERENCE_HELD = """
What sets {u} apart from {v}?
Could you compare {u} and {v} for me?
I don't get the difference between {u} and {v}
Do {u} and {v} mean the same?
How would you distinguish {u} from {v}?
Contrast {u} and {v}.
{u} against {v}: how are they different?
""".strip().split('\n')

MEANING_NEXT = """
What is it?|What does it mean?|and what does that mean?|Explain it.|Explain that, please|So what is it?|Define it|What is that exactly?|
What does that mean in plain words?|Say it again.|Once more please|Can you repeat that?|What was it again?|I did not get what it is.
""".replace('\n', '').strip().split('|')

WHY_NEXT = """
Why does it matter?|And why does it matter?|Why is it important?|why is that important|Why should I care?|And in practice?|In practice?|What is it good for?|
What does it change for me?|What do I need it for?|Why would I need it?|Is it important?|Why does that matter?|What is the point of it?|So why is it useful?|
Tell me why it matters.|what makes it important|Is it useful?|And what do I do with it?|Why would anyone want that?
""".replace('\n', '').strip().split('|')

DIFFERENCE_NEXT = """
How does it differ from {v}?|What is the difference to {v}?|And {v}, how is that different?|Is it the same as {v}?|Is that the same as {v}?|
How is it different from {v}?|And how does that differ from {v}?|Compare it with {v}.|compare it to {v}|Isn't it just {v}?|What is the difference between it and {v}?
""".replace('\n', '').strip().split('|')
