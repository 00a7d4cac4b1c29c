"""The shapes of questions. `HELD` ones are never trained: they measure what a new wording does.

{t} is a form of a term, {a} one with its article or without, {p} its plural, {u} and {v} two terms, {f} a family, {m} a model,
{k} a maker. `NEXT` ones follow a question about a term or a family, and name it no more.
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

MAKER = """
Who makes {f}?
who makes {f}
Who made {f}?
Who is the maker of {f}?
Who is behind {f}?
Who created {f}?
Who built {f}?
Who builds {f}?
Who develops {f}?
Who developed {f}?
Who trained {f}?
Who owns {f}?
Who publishes {f}?
Who releases the {f} models?
Who is the company behind {f}?
Which company makes {f}?
Which company is behind {f}?
Which company made {f}
What company makes {f}?
What company created {f}?
What company develops {f}?
{f} is made by whom?
By whom is {f} made?
{f} maker
{f} company
{f}: who makes it?
Maker of {f}?
The maker of {f} is
Tell me who makes {f}.
Tell me the maker of {f}
Can you tell me who made {f}?
Do you know who makes {f}?
Name the maker of {f}.
Where does {f} come from?
Whose model is {f}?
From which company is {f}?
Is {f} from OpenAI?
Is {f} made by Google?
Is {f} by Anthropic or Meta?
Which lab makes {f}?
Which lab is in charge of {f}?
What organisation builds {f}?
Which firm makes {f}?
Which vendor offers {f}?
Which team works on {f}?
Who is responsible for {f}?
To whom does {f} belong?
Who invented {f}?
What is the maker of {f} called?
I would like to know who made {f}.
Give me the name of the maker of {f}
""".strip().split('\n')

MAKER_HELD = """
Which firm is responsible for {f}?
Please tell me which company created {f}.
Who came up with {f}?
Who stands behind {f}?
Name the company that makes {f}.
What is the name of the company that built {f}?
I want to know who develops {f}.
""".strip().split('\n')

OPENNESS = """
Is {f} open or closed?
is {f} open or closed
Is {f} open?
Is {f} closed?
Is {f} open source?
Is {f} an open model?
Is {f} a closed model?
Is {f} proprietary?
Does {f} have open weights?
Do the {f} models have open weights?
Are the weights of {f} open?
Are the weights of {f} public?
Are {f} models open?
Are {f} weights available?
Can I download {f}?
Can I download the weights of {f}?
Can I run {f} on my own machine?
Can I run {f} locally?
Can I self-host {f}?
Can I host {f} myself?
Is it possible to download {f}?
How open is {f}?
{f} open or closed?
{f}: open or closed?
{f} open weights?
{f} open source?
Open or closed: {f}?
Is {f} open-weight?
Is {f} freely available?
Tell me if {f} is open.
Tell me whether {f} is open or closed
Do you know if {f} is open?
Which kind is {f}, open or closed?
Can anybody get the weights of {f}?
Are there open weights of {f}?
""".strip().split('\n')

OPENNESS_HELD = """
Would you call {f} open or closed?
Do I get the weights of {f}?
Is {f} a model with open weights?
Please tell me: is {f} closed or open?
May I download {f} and run it?
Does {f} come with open weights?
""".strip().split('\n')

ABOUT = """
What is {f}?
Tell me about {f}.
Tell me about the family {f}
Describe {f}.
What are the {f} models?
What kind of model is {f}?
What do you know about {f}?
Explain the {f} family.
Who or what is {f}?
What is the {f} family?
Information about {f}
{f} models
{f}
{f}?
Introduce {f}.
Give me an overview of {f}
Do you know {f}?
What can you tell me about {f}?
Is {f} a family of models?
Have you heard of {f}?
What does {f} mean?
Explain {f}
Define {f}.
What's {f}?
I read about {f}. What is it?
""".strip().split('\n')

STRENGTHS = """
What is {f} good at?
What are the strengths of {f}?
Strengths of {f}?
What are {f} models good at?
What does {f} do well?
What is {f} best at?
What is {f} known for?
Where is {f} strong?
Why would I choose {f}?
Why should I use {f}?
Why use {f}?
When should I use {f}?
What can {f} do?
What can {f} do well?
For what is {f} good?
What is special about {f}?
What speaks for {f}?
What are the advantages of {f}?
Advantages of {f}
{f} strengths
{f} advantages?
Tell me the strengths of {f}.
List the strengths of {f}
In what is {f} strong?
What is {f} used for?
""".strip().split('\n')

MAKES = """
What does {k} make?
Which models does {k} make?
What models does {k} make?
Which model is made by {k}?
Which family is from {k}?
What family of models does {k} make?
Which models come from {k}?
What is the model of {k} called?
Models of {k}?
models by {k}
What does {k} build?
What has {k} made?
Name the models of {k}.
Tell me which models {k} makes
What AI does {k} make?
Which AI models are by {k}?
Who is {k}?
What is {k}?
What is {k} known for?
Which family belongs to {k}?
{k} models
What are the models of {k}?
What LLM does {k} have?
What is {k}'s model?
Tell me about {k}.
""".strip().split('\n')

LISTS = {
    'open-weights': ['Which families are open?', 'Which families have open weights?', 'Which models are open?',
                     'List the open families', 'Name families with open weights.', 'What are open models?'],
    'closed': ['Which families are closed?', 'Which models are closed?', 'List the closed families',
               'Name families that are closed.', 'Which families have no open weights?'],
    'mixed': ['Which families are mixed?', 'Which families are partly open?', 'Which families are both open and closed?',
              'List the families that are partly open'],
    None: ['Which families do you know?', 'Which families are there?', 'List the families', 'What families of models are there?',
           'Name the families.', 'Which models do you know?', 'What are the major models?', 'Which AI models are there?'],
}

NUMBERS = """
How much does {m} cost?
What is the price of {m}?
What does {m} cost?
Price of {m}?
{m} price
{m} pricing per million tokens
How expensive is {m}?
Is {m} cheap?
What is the context window of {m}?
How large is the context window of {m}?
Context window of {m}
How many tokens can {m} read?
How long a text can {m} take?
What is the max output of {m}?
When was {m} released?
When did {m} come out?
Release date of {m}?
When will {m} be retired?
What is the knowledge cutoff of {m}?
When does the training data of {m} end?
How old is {m}?
How many parameters does {m} have?
Is {m} cheaper than {n}?
Which is cheaper, {m} or {n}?
What is the newest {f} model?
What is the latest version of {f}?
""".strip().split('\n')

GREETING = """
Hi|Hello|hello|Hey|hey there|Hi there!|Hello!|Hello there|Good morning|Good evening|Good afternoon|hi pocket|Hello Pocket!|Yo|
Greetings|hey|HELLO|Hi :)|Hello, how are you?|Hi, how are you?|How are you?|good day|Moin|Howdy|hiya|Hey Pocket, are you there?|
Are you there?|ping|test|Hello world|Hi, can you help me?|Can you help me?|help|What can I ask?|What can I ask you?|How do I start?
""".replace('\n', '').strip().split('|')

SELF = """
Who are you?|What are you?|Are you a real model?|Tell me about yourself.|What is Pocket?|Who is Pocket?|Are you ChatGPT?|
Are you human?|Are you an AI?|What is your name?|What's your name?|What model are you?|Which model are you?|Who made you?|
How big are you?|How many parameters do you have?|Are you Claude?|What do you know?|What can you do?|How were you trained?|
Do you run on my machine?|Are you GPT?|Can I trust you?|Are you always right?|Do you make mistakes?|Do you need the internet?|
who are u|what are you exactly|Introduce yourself.|Describe yourself|Tell me who you are|Are you a large language model?|Pocket?
""".replace('\n', '').strip().split('|')

THANKS = """
Thanks|Thank you|thanks!|Thank you!|thx|ok thanks|Great, thanks|Thanks a lot|cool|ok|Okay|Got it|Nice|Good answer|great|Thank you very much|
That helps|perfect|Very good|ty|Cheers|Wonderful, thank you|I see|understood|Bye|Goodbye|bye!|See you|good night|That was helpful
""".replace('\n', '').strip().split('|')

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

MAKER_NEXT = """
Who makes it?|And who makes it?|who made it|Who is behind it?|Which company makes it?|Who develops it?|Who built that?|What company is it from?|Whose is it?
""".replace('\n', '').strip().split('|')

OPENNESS_NEXT = """
Is it open?|Is it open or closed?|And is it open?|Does it have open weights?|Can I download it?|can I run it locally|Is it open source?|Is it closed?|
Can I run it on my machine?|Are its weights open?
""".replace('\n', '').strip().split('|')

STRENGTHS_NEXT = """
What is it good at?|What are its strengths?|And what is it good at?|Why would I choose it?|What can it do well?|What speaks for it?|what is it best at
""".replace('\n', '').strip().split('|')
