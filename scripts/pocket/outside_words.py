"""Words for prompts that Pocket cannot answer, written for this purpose."""


def words(text):
    return [w.strip() for w in text.replace('\n', ',').split(',') if w.strip()]


THINGS = words("""
photosynthesis, gravity, inflation, democracy, a volcano, the moon, a black hole, osmosis, a mortgage, jazz, a violin, a haiku
chess, football, tennis, a marathon, yoga, a bicycle, a tractor, a bridge, concrete, glass, steel, copper, gold, salt, sugar, honey
bread, cheese, wine, coffee, tea, chocolate, an apple, a tomato, an onion, garlic, a potato, rice, a cat, a dog, a horse, a whale
a spider, a bee, an eagle, a penguin, a tree, an oak, a mushroom, moss, a river, a lake, an ocean, a desert, a glacier, rain, snow
thunder, a rainbow, an earthquake, a tsunami, the sun, Mars, Saturn, a comet, a galaxy, light, sound, heat, magnetism, an atom
an electron, a molecule, DNA, a cell, a virus, a bacterium, the heart, a kidney, the liver, sleep, a fever, a vaccine, aspirin
a tax, a loan, a pension, insurance, a contract, a passport, a visa, a lawyer, a judge, a king, an emperor, a senate, a war
the Renaissance, the Roman Empire, the French Revolution, Buddhism, philosophy, ethics, a poem, a novel, a sonnet, an opera
a symphony, a guitar, a trumpet, paint, a sculpture, a cathedral, a castle, a lighthouse, a train, a ship, a submarine, a rocket
a helicopter, a car engine, a clutch, a gearbox, diesel, a battery, a solar panel, a windmill, a dam, a nuclear reactor, coal
a printer, a keyboard, a mouse, a monitor, Bluetooth, Wi-Fi, a router, Ethernet, DNS, TCP, HTTP, a firewall, a proxy, a cookie
a browser, Linux, Windows, macOS, Docker, Kubernetes, git, a branch, a merge conflict, SQL, an index, a join, a mutex, a thread
a pointer, recursion, a closure, a monad, a binary tree, a linked list, a hash map, a queue, a stack, a regex, a compiler, a linker
JSON, YAML, XML, CSV, HTML, CSS, React, Vue, Angular, Django, Flask, Rails, Spring, Rust, Java, Kotlin, Haskell, COBOL, Fortran
the weather, my neighbour, my boss, love, friendship, happiness, anger, fear, luck, time, money, work, school, homework, an exam
a university, a diploma, a wedding, a birthday, Christmas, Easter, Ramadan, a holiday, a hotel, a tent, a backpack, a map, a compass
a kitchen, an oven, a knife, a spoon, a table, a chair, a lamp, a window, a door, a roof, a garden, a fence, a hammer, a nail, a screw
wood, paper, ink, a pen, a book, a library, a museum, a theatre, a film, a camera, a photo, a lens, a telescope, a microscope
mathematics, algebra, geometry, a triangle, a circle, pi, a prime number, a matrix, a fraction, a logarithm, an integral, a proof
the stock market, a bond, a dividend, a bank, a coin, bitcoin, a blockchain, a startup, marketing, a brand, a logo, a slogan
a doctor, a nurse, a teacher, a farmer, a baker, a pilot, a sailor, a soldier, a painter, a dancer, a singer, an actor, a poet
a blorp, zantium, a quibbler, frobnication, the Hendricks effect, plorm, a snorvle, wexling, dramel theory, tarquin soup, a zibb
an umbrella, a bucket, a broom, soap, a towel, a mirror, a comb, a shoe, a hat, a coat, a scarf, wool, silk, cotton, leather
agriculture, biology, chemistry, physics, history, geography, law, medicine, psychology, sociology, economics, astronomy, geology
""")

NAMES = words("""
Toyota, BMW, Boeing, Airbus, IKEA, Lego, Nintendo, Nokia, Samsung, Sony, Philips, Nestle, Coca-Cola, Pepsi, Adidas, Nike, Rolex
Windows, Photoshop, Excel, PowerPoint, Firefox, Chrome, Safari, Android, iOS, the iPhone, the Switch, the PlayStation, Minecraft
Tetris, Facebook, Instagram, WhatsApp, TikTok, YouTube, Netflix, Spotify, Wikipedia, Amazon, eBay, Uber, Airbnb, PayPal, Visa
Linux, Ubuntu, Debian, Python, TypeScript, VS Code, vim, emacs, Eclipse, PostgreSQL, MySQL, Redis, MongoDB, nginx, Apache Kafka
the Eiffel Tower, the Mona Lisa, Guernica, the Bible, Hamlet, Faust, Don Quixote, Star Wars, The Matrix, Casablanca, Titanic
Einstein, Newton, Napoleon, Cleopatra, Mozart, Beethoven, Picasso, Shakespeare, Goethe, Marie Curie, Ada Lovelace, Alan Turing
Paris, London, Berlin, Tokyo, Cairo, Lima, Oslo, Sydney, Toronto, Mumbai, Nairobi, Lisbon, Vienna, Prague, Chicago, Denver
France, Japan, Brazil, Kenya, India, Peru, Norway, Egypt, Canada, Mexico, Iceland, Turkey, Poland, Greece, Vietnam, Ghana
""")

DISHES = words("""
lasagne, pancakes, tomato soup, apple pie, sushi, a curry, risotto, goulash, chili, bread, pizza, a salad, ramen, dumplings, paella
a cheesecake, brownies, scrambled eggs, a burger, hummus, falafel, pesto, a stew, roast chicken, fried rice, an omelette, waffles
""")

LANGUAGES = words("""
Python, JavaScript, TypeScript, Java, C, C++, C#, Go, Rust, Ruby, PHP, Swift, Kotlin, Scala, Perl, R, Lua, Bash, SQL, Haskell
""")

TASKS = words("""
sorts a list, reverses a string, reads a CSV file, downloads a page, counts words, finds prime numbers, parses JSON, sends an email
renames files, computes Fibonacci numbers, connects to a database, resizes an image, validates an email address, draws a chart
removes duplicates, merges two lists, prints a calendar, plays tic-tac-toe, solves a sudoku, calls a REST API, hashes a password
reads a file line by line, makes a backup, watches a folder, calculates the average, converts Celsius to Fahrenheit, zips a folder
counts tokens, calls the OpenAI API, streams an answer from Claude, stores embeddings in a database, trains a neural network
fine-tunes a model, splits a text into chunks, retries on a rate limit, implements attention, runs an agent loop, caches a prompt
""")

WRITINGS = words("""
a poem, a haiku, a short story, a letter, an email, a blog post, an essay, a speech, a joke, a song, a limerick, a tweet, a toast
a cover letter, a resume, a product description, a press release, a fairy tale, a dialogue, a summary, a review, an invitation
""")

TOPICS = words("""
my cat, autumn, the sea, a lost key, my grandmother, a robot, the rain, a dragon, our summer party, a job as a nurse, a used car
two friends, the first snow, a train ride, climate change, the history of tea, remote work, space travel, dogs, an old house, Rome
a broken heart, football, the moon, a birthday, gardening, healthy food, time travel, a detective, city life, a mountain hike
tokens, AI, large language models, transformers, ChatGPT, prompt engineering, a chatbot, machine learning
""")

TONGUES = words("""
German, French, Spanish, Italian, Portuguese, Dutch, Polish, Turkish, Russian, Japanese, Chinese, Korean, Arabic, Hindi, Latin
""")

PHRASES = words("""
good morning, where is the station, I love you, the bill please, thank you very much, how much is it, I am lost, see you tomorrow
the temperature is high, a token of love, keep the change, it is raining, the attention of the reader, happy birthday, no smoking
""")

FOREIGN = [line.split(' / ') for line in """
Was ist {x}? / Erkläre mir {x}. / Wie funktioniert {x}? / Schreib mir ein Gedicht über {x}. / Wer hat {x} gemacht? / Was bedeutet {x}?
Qu'est-ce que {x} ? / Explique-moi {x}. / Comment fonctionne {x} ? / Écris un poème sur {x}. / Qui a fait {x} ? / Bonjour, parle-moi de {x}
¿Qué es {x}? / Explícame {x}. / ¿Cómo funciona {x}? / Escribe un poema sobre {x}. / ¿Quién hizo {x}? / Hola, ¿qué significa {x}?
Che cos'è {x}? / Spiegami {x}. / Come funziona {x}? / Scrivi una poesia su {x}. / Chi ha fatto {x}? / Ciao, cosa vuol dire {x}?
O que é {x}? / Explica {x}. / Como funciona {x}? / Escreve um poema sobre {x}. / Quem fez {x}? / Olá, o que significa {x}?
Wat is {x}? / Leg {x} uit. / Hoe werkt {x}? / Schrijf een gedicht over {x}. / Wie heeft {x} gemaakt? / Hallo, wat betekent {x}?
Co to jest {x}? / Wyjaśnij {x}. / Jak działa {x}? / Napisz wiersz o {x}. / Kto zrobił {x}? / Cześć, co znaczy {x}?
{x} nedir? / {x} nasıl çalışır? / {x} hakkında bir şiir yaz. / {x} kim yaptı? / Merhaba, {x} ne demek?
Что такое {x}? / Объясни {x}. / Как работает {x}? / Напиши стихотворение про {x}. / Кто создал {x}? / Привет, что значит {x}?
{x}とは何ですか? / {x}を説明してください。 / {x}はどう動きますか? / {x}についての詩を書いて。 / 誰が{x}を作りましたか?
什么是{x}? / 请解释{x}。 / {x}是怎么工作的? / 写一首关于{x}的诗。 / 谁制造了{x}?
{x}은 무엇입니까? / {x}을 설명해 주세요. / 누가 {x}을 만들었습니까?
ما هو {x}؟ / اشرح لي {x}. / كيف يعمل {x}؟ / من صنع {x}؟
Vad är {x}? / Förklara {x}. / Hur fungerar {x}? / Hvad er {x}? / Hva er {x}? / Mikä on {x}? / Co je {x}? / Mi az a {x}? / Ce este {x}?
""".strip().split('\n')]
