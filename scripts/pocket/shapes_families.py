"""The shapes of questions about families and models. `HELD` ones are never trained: they measure what a new wording does. `NEXT`
ones follow a question about a family, and name it no more.

{f} is a family, {m} and {n} are models, {k} is a maker.
"""

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
