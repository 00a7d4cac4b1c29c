"""What people say to Pocket itself."""

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
